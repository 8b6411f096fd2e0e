import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Enrollment } from '@tandem/enrollment-domain';
import { ProgramMembership } from '@tandem/identity-domain';
import { company, meet } from '@tandem/platform-testing';
import type { Company } from '@tandem/platform-testing';
import { EnrollmentStack, said, whole } from '../spec-parts/enrollment-stack';
import type { Reply } from '../spec-parts/enrollment-stack';

let stack: EnrollmentStack;
beforeAll(async () => (stack = await EnrollmentStack.start()));
afterAll(() => stack.close());

const partner = (): Promise<Company> => company(stack.em(), { program: 'direct_bill', country: 'FR' });
const mark = (who: Company, body: object = { identified: true, reason: 'Moves to two tiers' }): Promise<Reply> => stack.ask(stack.operator, 'PUT', `/v1/partners/${who.organisation.id}/offboarding`, { body });
const unmark = (who: Company): Promise<Reply> => mark(who, { identified: false });
const begin = (who: Company): Promise<Reply> => stack.ask(who.globalAdmin, 'POST', '/v1/enrollments', { body: { programType: 'indirect_reseller' } });
const own = async (who: Company): Promise<[string, string][]> => (await stack.ask(who.globalAdmin, 'GET', '/v1/enrollments')).json.items.map(({ path, state }) => [path, state]);
const many = async (body: object): Promise<Record<string, unknown>[]> => (await stack.ask(stack.operator, 'POST', '/v1/offboardings', { body })).json.items;

describe('marking partners for offboarding', () => {
  it('TRN-01: offers the transition to whoever is marked, and mails nobody', async () => {
    const who = await partner();
    expect(said(await begin(who))).toEqual([403, 'NOT_ELIGIBLE']);
    const reply = await mark(who);
    expect(reply.json).toMatchObject({ identified: true, reason: 'Moves to two tiers', enrollment: { state: 'offered' } });
    expect(await own(who)).toEqual([['transition', 'offered']]);
    expect((await stack.ask(who.globalAdmin, 'GET', '/v1/enrollments')).json.items).toMatchObject([{ markedBecause: 'Moves to two tiers' }]);
    expect((await begin(who)).json).toMatchObject({ state: 'draft', markedBecause: 'Moves to two tiers' });
    expect(await stack.em().execute('select 1 from delivery where organisation_id = ?', [who.organisation.id])).toEqual([]);
  });

  it('TRN-01: a second time changes nothing, another reason does', async () => {
    const who = await partner();
    await mark(who);
    await mark(who);
    expect((await mark(who, { identified: true, reason: 'Contract ends' })).json).toMatchObject({ reason: 'Contract ends' });
    const rows = await stack.em().execute("select before, after from event where type = 'enrollment.offboarding-marked' and data ->> 'organisationId' = ? order by at, id", [who.organisation.id]);
    expect(rows).toMatchObject([
      { before: { reason: null }, after: { reason: 'Moves to two tiers' } },
      { before: { reason: 'Moves to two tiers' }, after: { reason: 'Contract ends' } },
    ]);
  });

  it('TRN-01: is taken back as long as nothing was submitted; a draft stays and cannot be submitted', async () => {
    const offered = await partner();
    await mark(offered);
    expect((await unmark(offered)).json).toMatchObject({ identified: false });
    expect(await own(offered)).toEqual([]);
    const drafted = await partner();
    await mark(drafted);
    const { json } = await begin(drafted);
    await stack.change(drafted, json.id, whole(drafted.organisation.domain));
    await unmark(drafted);
    expect(said(await stack.submit(drafted, json.id, { acknowledgedIrreversible: true }))).toEqual([403, 'NOT_ELIGIBLE']);
    await mark(drafted);
    expect((await stack.submit(drafted, json.id, { acknowledgedIrreversible: true })).status).toBe(200);
    expect(said(await unmark(drafted))).toEqual([409, 'TRANSITION_SUBMITTED']);
  });

  it('TRN-01: is for active direct-bill partners, with a reason, by operators', async () => {
    const reseller = await company(stack.em(), { program: 'indirect_reseller' });
    expect(said(await mark(reseller))).toEqual([409, 'PROGRAM_HELD']);
    expect(said(await mark(await company(stack.em(), { program: 'indirect_provider' })))).toEqual([409, 'NOT_DIRECT_BILL']);
    const who = await partner();
    expect(said(await mark(who, { identified: true, reason: ' ' }))).toEqual([400, 'OFFBOARDING_REASON_REQUIRED']);
    expect((await stack.ask(who.globalAdmin, 'PUT', `/v1/partners/${who.organisation.id}/offboarding`, { body: { identified: true, reason: 'I want to' } })).status).toBe(403);
    expect((await stack.ask(who.globalAdmin, 'POST', '/v1/offboardings', { body: { partners: [who.organisation.id], identified: true, reason: 'I want to' } })).status).toBe(403);
    expect((await stack.ask(who.globalAdmin, 'GET', '/v1/offboardings')).status).toBe(403);
    expect((await stack.ask(stack.operator, 'PUT', '/v1/partners/0d000000-0000-4000-8000-00000000ffff/offboarding', { body: { identified: true, reason: 'x' } })).status).toBe(404);
  });

  it('TRN-01: marks each with the reason of its own row, and says which had another one before', async () => {
    const [one, two] = [await partner(), await partner()];
    await mark(two, { identified: true, reason: 'First reason' });
    const partners = [{ partner: one.organisation.domain, reason: 'Own reason' }, { Partner: two.organisation.domain }, one.mpnId];
    expect((await many({ partners, identified: true, reason: 'Of all' })).map(({ result }) => result)).toEqual(['marked', 'changed', 'repeated']);
    const reasonOf = async (who: Company): Promise<unknown> => (await stack.em().execute<{ reason: string }[]>('select reason from offboarding where organisation_id = ?', [who.organisation.id]))[0]?.reason;
    expect([await reasonOf(one), await reasonOf(two)]).toEqual(['Own reason', 'Of all']);
    expect((await many({ partners: [{ partner: one.organisation.id, reason: 'No matter' }], identified: false })).map(({ result }) => result)).toEqual(['unmarked']);
    expect((await many({ partners: [{ partner: one.organisation.id }], identified: true }))).toMatchObject([{ result: 'refused', reason: 'OFFBOARDING_REASON_REQUIRED' }]);
  });

  it('TRN-01: two at once mark once', async () => {
    const who = await partner();
    const replies = await meet(stack.em(), { table: 'organisation', id: who.organisation.id }, [() => mark(who), () => mark(who)]);
    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
    expect(await own(who)).toEqual([['transition', 'offered']]);
    expect(await stack.em().execute("select 1 from event where type = 'enrollment.offboarding-marked' and data ->> 'organisationId' = ?", [who.organisation.id])).toHaveLength(1);
  });

  it('TRN-01: counts what a partner holds now, and a suspended one is not active', async () => {
    const [gone, halted, once] = [await partner(), await partner(), await company(stack.em(), { country: 'FR' })];
    const set = (who: Company, state: string) => stack.em().execute('update program_membership set state = ? where organisation_id = ?', [state, who.organisation.id]);
    const em = stack.em();
    const { organisation } = once;
    const former = ProgramMembership.grant({ organisation, held: [], program: 'indirect_reseller', path: 'application', now: stack.clock.now() });
    former.end();
    em.persist([former, ProgramMembership.grant({ organisation, held: [former], program: 'direct_bill', path: 'operator', now: stack.clock.now() })]);
    const old = Enrollment.begin({ organisationId: organisation.id, path: 'application', application: { legalBusinessProfile: {}, supportProfile: {} }, startedBy: null, now: stack.clock.now() });
    em.persist(old);
    await em.flush();
    await em.execute("update enrollment set state = 'active' where id = ?", [old.id]);
    expect((await unmark(once)).json).toEqual(expect.not.objectContaining({ enrollment: expect.anything() }));
    stack.clock.advance(1000);
    expect((await mark(once)).json.enrollment).toMatchObject({ state: 'offered' });
    expect(await own(once)).toEqual([['transition', 'offered'], ['application', 'active']]);
    await set(gone, 'ended');
    expect(said(await mark(gone))).toEqual([409, 'NOT_DIRECT_BILL']);
    await set(halted, 'suspended');
    expect(said(await mark(halted))).toEqual([409, 'NOT_DIRECT_BILL']);
  });

  it('TRN-01: what is refused in a list leaves nothing of itself behind', async () => {
    const [one, submitted] = [await partner(), await partner()];
    await mark(submitted);
    const { json } = await begin(submitted);
    await stack.change(submitted, json.id, whole(submitted.organisation.domain));
    await stack.submit(submitted, json.id, { acknowledgedIrreversible: true });
    await mark(one);
    const partners = [submitted.organisation.id, one.organisation.id];
    expect((await many({ partners, identified: false })).map(({ result, reason }) => [result, reason])).toEqual([['refused', 'TRANSITION_SUBMITTED'], ['unmarked', undefined]]);
    expect((await stack.ask(stack.operator, 'GET', '/v1/offboardings?size=500')).json.items.map((item) => item.organisation.id)).toContain(submitted.organisation.id);
    expect(await own(submitted)).toEqual([['transition', 'contact_pending']]);
  });

  it('TRN-01: lists the newest mark first, page by page', async () => {
    const made: string[] = [];
    for (let count = 0; count < 3; count++) {
      const who = await partner();
      await mark(who);
      stack.clock.advance(1000);
      made.unshift(who.organisation.id);
    }
    const seen: string[] = [];
    let headers = {};
    for (let page = 0; page < 50; page++) {
      const { json } = await stack.ask(stack.operator, 'GET', `/v1/offboardings?size=2${page === 0 ? '' : '&seekOperation=Next'}`, { headers });
      seen.push(...json.items.map((item) => item.organisation.id));
      if (json['continuationToken'] === undefined) break;
      headers = { 'ms-continuationtoken': String(json['continuationToken']) };
    }
    expect([seen.slice(0, 3), seen.length]).toEqual([made, new Set(seen).size]);
    const unmarked = await partner();
    expect(seen).not.toContain(unmarked.organisation.id);
  });

  it('TRN-01: marks many with a result for each, rehearsed first, and takes that back', async () => {
    const [one, two] = [await partner(), await partner()];
    const reseller = await company(stack.em(), { program: 'indirect_reseller' });
    const partners = [one.organisation.id, two.organisation.domain.toUpperCase(), one.mpnId, reseller.organisation.domain, 'nobody.example'];
    const wanted = ['marked', 'marked', 'repeated', 'refused', 'refused'];
    const dry = await many({ partners, identified: true, reason: 'Moves', dryRun: true });
    expect(dry.map(({ result }) => result)).toEqual(wanted);
    expect(await own(one)).toEqual([]);
    const done = await many({ partners, identified: true, reason: 'Moves' });
    expect(done).toMatchObject([{ result: 'marked', organisation: { name: one.organisation.name } }, { result: 'marked' }, { result: 'repeated' }, { result: 'refused', reason: 'PROGRAM_HELD' }, { result: 'refused', reason: 'NOT_FOUND' }]);
    expect([await own(one), await own(two)]).toEqual([[['transition', 'offered']], [['transition', 'offered']]]);
    expect((await many({ partners, identified: true, reason: 'Moves' })).map(({ result }) => result)).toEqual(['unchanged', 'unchanged', 'repeated', 'refused', 'refused']);
    const listed = (await stack.ask(stack.operator, 'GET', '/v1/offboardings')).json.items as unknown as { organisation: { id: string } }[];
    expect(listed.map(({ organisation }) => organisation.id)).toEqual(expect.arrayContaining([one.organisation.id, two.organisation.id]));
    expect((await many({ partners, identified: false })).slice(0, 2).map(({ result }) => result)).toEqual(['unmarked', 'unmarked']);
    expect(await own(two)).toEqual([]);
  });
});
