import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EntityManager } from '@mikro-orm/postgresql';
import { across } from '@tandem/platform-server';
import { company, meet } from '@tandem/platform-testing';
import { EnrollmentViews } from '../applying/enrollment.view';
import { EnrollmentsController } from '../applying/enrollments.controller';
import { EnrollmentStack, said } from '../spec-parts/enrollment-stack';
import type { Reply } from '../spec-parts/enrollment-stack';

let stack: EnrollmentStack;
beforeAll(async () => (stack = await EnrollmentStack.start()));
afterAll(() => stack.close());

let count = 0;
/** A company in review that a person has to look at. */
const waiting = () => stack.inReview({ email: `c${++count}@elsewhere.example` });
const shown = async (id: string): Promise<Reply['json']> => (await stack.ask(stack.operator, 'GET', `/v1/enrollments/${id}`)).json;
const assign = (id: string, body: unknown): Promise<Reply> => stack.ask(stack.operator, 'PUT', `/v1/enrollments/${id}/assignee`, { body });
const queue = async (query = ''): Promise<string[]> => (await stack.ask(stack.operator, 'GET', `/v1/enrollments${query}`)).json.items.map(({ id }) => id);

describe('deciding', () => {
  it('VER-09, EML-03: a person approves, and the contact is mailed once', async () => {
    const { who, id, email } = await waiting();
    const reply = await stack.decide(id, { decision: 'approve' });
    expect(reply.json).toMatchObject({ state: 'qualified', vettingStatus: 'authorized', decision: { decidedBy: { role: 'operator', name: 'Greta Ahrens' } } });
    expect((await stack.read(who, id)).decision?.decidedBy.name).toBeUndefined();
    expect((await stack.mails(id)).slice(2)).toEqual([`enrollment_approved ${email}`]);
  });

  it('VER-09: rejects and asks for papers with a reason only; the contact reads it, check by check (EML-02, EML-11)', async () => {
    const rejected = await waiting();
    expect(said(await stack.decide(rejected.id, { decision: 'reject', reason: ' ' }))).toEqual([400, 'DECISION_REASON_REQUIRED']);
    const reply = await stack.decide(rejected.id, { decision: 'reject', reason: 'The contact does not work for you.', checks: [{ id: 'company_domain', reason: 'Use an address of your company.' }] });
    expect(reply.json).toMatchObject({ state: 'rejected', vettingStatus: 'rejected', vettingSubStatus: 'employment_verification', decision: { reason: 'The contact does not work for you.', checks: [{ id: 'company_domain', reason: 'Use an address of your company.' }] } });
    const mail = await stack.deliver(rejected.email);
    for (const part of ['Not approved', 'The contact does not work for you.', 'Domain of the company: Use an address of your company.']) expect(`${mail?.subject} ${mail?.text}`).toContain(part);
    const asked = await waiting();
    expect(said(await stack.decide(asked.id, { decision: 'request_info' }))).toEqual([400, 'DECISION_REASON_REQUIRED']);
    expect((await stack.decide(asked.id, { decision: 'request_info', reason: 'Register extract, please.' })).json).toMatchObject({ state: 'action_required', stuck: false });
    expect((await stack.mails(asked.id)).at(-1)).toBe(`enrollment_information_requested ${asked.email}`);
  });

  it('VER-09: of two at once one decides; the other is told who did', async () => {
    const { id } = await waiting();
    const replies = await meet(stack.em(), { table: 'enrollment', id }, [() => stack.decide(id, { decision: 'approve' }), () => stack.decide(id, { decision: 'reject', reason: 'No.' })]);
    const [late] = replies.filter(({ status }) => status === 409);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(late?.json.data).toMatchObject([{ reason: 'DECIDED_ALREADY', rule: 'VER-09', decidedBy: { role: 'operator', at: expect.any(String) } }]);
    expect((await stack.mails(id)).length).toBe(3);
  });

  it('VER-09: nothing is decided before the contact has confirmed', async () => {
    const { id } = await stack.applicant({ submitted: true });
    for (const body of [{ decision: 'approve' }, { decision: 'reject', reason: 'No.' }]) expect(said(await stack.decide(id, body))).toEqual([409, 'CONTACT_NOT_CONFIRMED']);
    const draft = await stack.applicant();
    expect(said(await stack.decide(draft.id, { decision: 'approve' }))).toEqual([409, 'CONTACT_NOT_CONFIRMED']);
  });

  it('VER-05: whom somebody decides about before the checks have run hears of the decision alone', async () => {
    const { id, domain } = await stack.applicant({ submitted: true });
    await stack.confirm(await stack.tokenOf(`paul@${domain}`));
    await stack.decide(id, { decision: 'approve' });
    await stack.review();
    expect(await stack.mails(id)).toEqual([`contact_verification paul@${domain}`, `enrollment_approved paul@${domain}`]);
    expect((await shown(id)).checks).toEqual([]);
  });

  it('VER-05, TIM-04: every change is mailed to the primary contact of the form and to nobody else, in the moment of the change', async () => {
    const { who, id, email, domain } = await waiting();
    await stack.decide(id, { decision: 'request_info', reason: 'Register extract, please.' });
    await stack.change(who, id, { supportProfile: { website: `https://${domain}` } });
    await stack.submit(who, id);
    await stack.review();
    await stack.decide(id, { decision: 'reject', reason: 'The contact does not work for you.' });
    await stack.change(who, id, { legalBusinessProfile: { primaryContact: { email: `pia@${domain}` } } });
    await stack.submit(who, id);
    await stack.confirm(await stack.tokenOf(`pia@${domain}`));
    await stack.review();
    expect(await stack.mails(id)).toEqual([
      ...['contact_verification', 'enrollment_in_review', 'enrollment_information_requested', 'enrollment_received', 'enrollment_rejected'].map((template) => `${template} ${email}`),
      ...['contact_verification', 'enrollment_approved'].map((template) => `${template} pia@${domain}`),
    ]);
    const recipients = await stack.em().execute<{ recipient: string }[]>('select distinct recipient from delivery where organisation_id = ? order by 1', [who.organisation.id]);
    expect(recipients.map(({ recipient }) => recipient)).toEqual([email, `pia@${domain}`].sort());
    // Ordered with the commit of the change, and due at once: nothing else has to happen before they go out.
    const [orders] = await stack.em().execute<{ late: number; all: number }[]>("select count(*) filter (where run_at > created_at)::int as late, count(*)::int as all from job where subject_id = ? and name in ('enrollment.ask-contact', 'enrollment.tell-contact')", [id]);
    expect(orders).toEqual({ late: 0, all: 7 });
  });

  it('API-07: an etag of before somebody changed it is refused, and nothing is decided', async () => {
    const { id } = await waiting();
    const { attributes } = await shown(id);
    await assign(id, { userId: stack.operator.userId });
    expect(said(await stack.decide(id, { decision: 'approve', attributes }))).toEqual([400, 'STALE']);
    expect(said(await assign(id, { attributes }))).toEqual([400, 'STALE']);
    expect(said(await stack.ask(stack.operator, 'PUT', `/v1/enrollments/${id}/checks/mpn`, { body: { result: 'fail', evidence: 'x', attributes } }))).toEqual([400, 'STALE']);
    expect(await shown(id)).toMatchObject({ state: 'in_review' });
  });

  it('ROL-01: is for operators alone', async () => {
    const { who, id } = await waiting();
    const provider = await company(stack.em(), { program: 'indirect_provider' });
    for (const actor of [who.globalAdmin, provider.globalAdmin]) {
      expect((await stack.decide(id, { decision: 'approve' }, actor)).status).toBe(403);
      for (const [method, path, body] of [['PUT', 'assignee', {}], ['PUT', 'checks/mpn', { result: 'pass', evidence: 'x' }], ['POST', 'checks/reruns', {}]] as const) expect((await stack.ask(actor, method, `/v1/enrollments/${id}/${path}`, { body })).status).toBe(403);
    }
    expect((await shown(id)).state).toBe('in_review');
  });
});

describe('working on the queue', () => {
  it("VER-09: what is the operator's own is left out of what the applicant sees, also where no wall stands before it", async () => {
    const { who, id } = await waiting();
    await assign(id, { userId: stack.operator.userId });
    await stack.ask(stack.operator, 'PUT', `/v1/enrollments/${id}/checks/company_domain`, { body: { result: 'pass', evidence: 'Called the company.' } });
    await stack.decide(id, { decision: 'reject', reason: 'Not the company.' });
    await across('operator', () => stack.api.get(EntityManager).transactional(async () => {
      const { assignee, decision } = await stack.api.get(EnrollmentViews).of(who.globalAdmin, id);
      expect([assignee, decision?.decidedBy.role, decision?.decidedBy.name]).toEqual([undefined, 'operator', undefined]);
      const timeline = await stack.api.get(EnrollmentsController).timeline(who.globalAdmin, { params: { id }, query: {}, body: undefined });
      expect(timeline.items.map(({ type }) => type)).toEqual(expect.arrayContaining(['enrollment.rejected', 'enrollment.started']));
      expect(timeline.items.map(({ type }) => type).filter((type) => ['enrollment.assigned', 'enrollment.check-set'].includes(type))).toEqual([]);
    }));
  });

  it('assigns to people of the operator, of which the applicant sees nothing', async () => {
    const { who, id } = await waiting();
    expect((await assign(id, { userId: stack.operator.userId })).json.assignee).toEqual({ id: stack.operator.userId, name: 'Greta Ahrens' });
    expect(await queue('?assignee=me&size=500')).toContain(id);
    expect(await queue('?assignee=none&size=500')).not.toContain(id);
    expect((await stack.read(who, id)).assignee).toBeUndefined();
    expect(said(await assign(id, { userId: who.globalAdmin.userId }))).toEqual([404, 'NOT_FOUND']);
    const { id: userId } = await stack.colleague();
    await stack.em().execute("update partner_user set state = 'deactivated' where id = ?", [userId]);
    expect(said(await assign(id, { userId }))).toEqual([404, 'NOT_FOUND']);
    await assign(id, { userId: stack.operator.userId });
    expect((await stack.events(id)).filter((type) => type === 'enrollment.assigned')).toHaveLength(1);
    expect((await assign(id, {})).json.assignee).toBeUndefined();
    const lines = (await stack.ask(who.globalAdmin, 'GET', `/v1/enrollments/${id}/timeline`)).json.items as unknown as { type: string }[];
    expect(lines.map(({ type }) => type)).not.toContain('enrollment.assigned');
    const all = (await stack.ask(stack.operator, 'GET', `/v1/enrollments/${id}/timeline`)).json.items as unknown as { type: string }[];
    expect(all.map(({ type }) => type)).toEqual(expect.arrayContaining(['enrollment.assigned', 'enrollment.started']));
  });

  it('sets a check by hand with what it rests on, which decides nothing and stays the operator\'s own', async () => {
    const { who, id } = await waiting();
    const set = await stack.ask(stack.operator, 'PUT', `/v1/enrollments/${id}/checks/company_domain`, { body: { result: 'pass', evidence: 'Called the company.' } });
    expect(set.json.checks.find((check) => check.id === 'company_domain')).toMatchObject({ result: 'pass', setByHand: true, evidence: { note: 'Called the company.' } });
    expect([set.json.state, JSON.stringify(await stack.read(who, id)).includes('Called')]).toEqual(['in_review', false]);
    expect((await stack.ask(stack.operator, 'POST', `/v1/enrollments/${id}/checks/reruns`, { body: { checks: ['duplicate'] } })).status).toBe(202);
    await stack.review();
    expect([(await shown(id)).state, (await shown(id)).checks.every(({ result }) => result === 'pass')]).toEqual(['in_review', true]);
    await stack.decide(id, { decision: 'approve' });
    expect(said(await stack.ask(stack.operator, 'PUT', `/v1/enrollments/${id}/checks/mpn`, { body: { result: 'fail', evidence: 'x' } }))).toEqual([409, 'NOT_IN_REVIEW']);
    expect(said(await stack.ask(stack.operator, 'POST', `/v1/enrollments/${id}/checks/reruns`, { body: {} }))).toEqual([409, 'NOT_IN_REVIEW']);
  });

  it('a check that was set by hand is looked at anew when it is asked for', async () => {
    const { id } = await waiting();
    await stack.ask(stack.operator, 'PUT', `/v1/enrollments/${id}/checks/company_domain`, { body: { result: 'fail', evidence: 'Mistaken.' } });
    await stack.ask(stack.operator, 'POST', `/v1/enrollments/${id}/checks/reruns`, { body: {} });
    await stack.review();
    expect((await shown(id)).checks.find((check) => check.id === 'company_domain')).toMatchObject({ result: 'unclear', setByHand: false });
  });

  it('lists what waits, the most urgent first, page by page', async () => {
    const made = [await waiting(), await waiting(), await waiting()].map(({ id }) => id);
    await stack.em().execute(`update enrollment set expected_until = ? where id = ?`, [new Date(stack.clock.now().getTime() - 1000), made[2]]);
    expect((await queue('?due=overdue')).at(0)).toBe(made[2]);
    expect(await shown(made[2] ?? '')).toMatchObject({ stuck: true });
    expect((await queue('?size=500')).at(0)).toBe(made[2]);
    expect(await queue('?due=today')).not.toContain(made[0]);
    const seen: string[] = [];
    let headers = {};
    for (let page = 0; page < 50; page++) {
      const { json } = await stack.ask(stack.operator, 'GET', `/v1/enrollments?size=2${page === 0 ? '' : '&seekOperation=Next'}`, { headers });
      seen.push(...json.items.map(({ id }) => id));
      if (json['continuationToken'] === undefined) break;
      headers = { 'ms-continuationtoken': String(json['continuationToken']) };
    }
    expect(seen.length).toBe(new Set(seen).size);
    expect(seen).toEqual(await queue('?size=500'));
    expect(seen).toEqual(expect.arrayContaining(made));
  });

  it('finds by company, country, state and open check', async () => {
    const { who, id } = await waiting();
    const { companyName } = (await stack.read(who, id)).legalBusinessProfile;
    expect(await queue(`?search=${encodeURIComponent(companyName ?? '')}`)).toEqual([id]);
    expect(await queue(`?search=${who.organisation.domain.slice(0, 8)}`)).toEqual([id]);
    expect(await queue('?country=fr&size=500')).toContain(id);
    expect(await queue('?country=de&size=500')).not.toContain(id);
    expect(await queue('?check=company_domain&size=500')).toContain(id);
    expect(await queue('?check=registration_id&size=500')).not.toContain(id);
    await stack.decide(id, { decision: 'approve' });
    expect(await queue('?size=500')).not.toContain(id);
    expect(await queue('?state=qualified&size=500')).toContain(id);
  });
});
