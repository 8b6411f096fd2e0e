import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EntityManager } from '@mikro-orm/postgresql';
import { Enrollment } from '@tandem/enrollment-domain';
import { organisationResumed, organisationSuspended } from '@tandem/identity-contract';
import { ProgramMembership } from '@tandem/identity-domain';
import { across, Events } from '@tandem/platform-server';
import { meet, until } from '@tandem/platform-testing';
import type { Company } from '@tandem/platform-testing';
import { followHalt, reviewEnrollment, sweepLate } from '../enrollment.jobs';
import { EnrollmentStack } from '../spec-parts/enrollment-stack';

let stack: EnrollmentStack;
beforeAll(async () => (stack = await EnrollmentStack.start()));
afterAll(() => stack.close());

const results = async (id: string): Promise<Record<string, string>> => {
  const { json } = await stack.ask(stack.operator, 'GET', `/v1/enrollments/${id}`);
  return Object.fromEntries(json.checks.map((check) => [check.id, check.result]));
};

describe('the review', () => {
  it('VER-03, TIM-04: approves at once when every check passes, and mails the contact once (decision 31)', async () => {
    const { who, id, email } = await stack.inReview();
    const shown = await stack.read(who, id);
    expect([shown.state, shown.vettingStatus, shown.decision?.decidedBy.role, shown.expectedUntil]).toEqual(['qualified', 'authorized', 'rule', undefined]);
    expect(shown.checks.map(({ result }) => result)).toEqual(Array.from({ length: 6 }, () => 'pass'));
    expect(await stack.mails(id)).toEqual([`contact_verification ${email}`, `enrollment_approved ${email}`]);
    const mail = await stack.deliver(email);
    expect(mail?.text).toContain('http://localhost:3000/');
    expect(await stack.events(id)).toEqual(['enrollment.started', 'enrollment.submitted', 'enrollment.contact-confirmed', 'enrollment.approved']);
  });

  it('VER-03, TIM-02: leaves what is unclear to a person, and says when a decision is expected', async () => {
    const { who, id } = await stack.inReview({ email: 'paul@elsewhere.example' });
    const shown = await stack.read(who, id);
    expect([shown.state, shown.vettingStatus, shown.vettingSubStatus]).toEqual(['in_review', 'pending', 'employment_verification']);
    expect(shown.checks.filter(({ result }) => result !== 'pass')).toMatchObject([{ id: 'company_domain', result: 'unclear', reason: 'DOMAIN_NOT_THE_COMPANYS' }]);
    expect(await stack.mails(id)).toEqual(['contact_verification paul@elsewhere.example', 'enrollment_in_review paul@elsewhere.example']);
    const mail = await stack.deliver('paul@elsewhere.example');
    const lastDay = new Date(Date.parse(shown.expectedUntil ?? '') - 1);
    expect(mail?.text.replace(/\s+/g, ' ')).toContain(`by the end of ${lastDay.getUTCDate()}`.replace('by ', 'and ').replace('and the', 'the'));
  });

  it('VER-03, TIM-14: a review that is run again finds the same, decides nothing twice and mails nobody', async () => {
    const { id } = await stack.inReview({ email: 'pia@elsewhere.example' });
    const before = [await stack.mails(id), await stack.events(id)];
    await stack.em().execute(`update job set state = 'pending', finished_at = null where name = ? and subject_id = ?`, [reviewEnrollment.name, id]);
    await stack.review();
    expect([await stack.mails(id), await stack.events(id)]).toEqual(before);
  });

  it('VER-03, TIM-14: a worker that dies in the middle leaves nothing half done', async () => {
    const { who, id, domain } = await stack.applicant({ submitted: true });
    await stack.confirm(await stack.tokenOf(`paul@${domain}`));
    await stack.work(reviewEnrollment, { fails: true });
    expect([(await stack.read(who, id)).state, (await stack.mails(id)).length]).toEqual(['in_review', 1]);
    await stack.review();
    expect([(await stack.read(who, id)).state, (await stack.mails(id)).length]).toEqual(['qualified', 2]);
  });

  it('VER-03: sees the same company under another name, or the same name elsewhere, and tells the applicant nothing of it', async () => {
    const first = await stack.inReview();
    const { companyName } = (await stack.read(first.who, first.id)).legalBusinessProfile;
    const second = await stack.applicant();
    await stack.change(second.who, second.id, { legalBusinessProfile: { companyName } });
    await stack.submit(second.who, second.id);
    await stack.confirm(await stack.tokenOf(`paul@${second.domain}`));
    await stack.review();
    expect(await results(second.id)).toMatchObject({ duplicate: 'unclear' });
    const mine = (await stack.read(second.who, second.id)).checks.find(({ id }) => id === 'duplicate');
    expect(mine?.evidence).toEqual({});
    const theirs = (await stack.ask(stack.operator, 'GET', `/v1/enrollments/${second.id}`)).json.checks.find(({ id }) => id === 'duplicate');
    expect(theirs?.evidence['organisation']).toBe(first.who.organisation.name);
  });

  it('VER-03: compares registration ids as the registers of one country write them, and names with their postal code', async () => {
    const of = async (legal: object): Promise<string> => {
      const { who, id, domain } = await stack.applicant();
      await stack.change(who, id, { legalBusinessProfile: legal });
      expect((await stack.submit(who, id)).status).toBe(200);
      await stack.confirm(await stack.tokenOf(`paul@${domain}`));
      await stack.review();
      return (await results(id))['duplicate'] ?? '';
    };
    const german = { address: { country: 'DE', postalCode: '50667', city: 'Köln' } };
    expect(await of({ companyName: 'Lune Claire SARL', registrationNumber: '733 282 932' })).toBe('pass');
    expect(await of({ companyName: 'Soleil SARL', registrationNumber: '733-282.932' })).toBe('unclear');
    expect(await of({ ...german, companyName: 'Sonne GmbH', registrationNumber: '733282932' })).toBe('pass');
    expect(await of({ companyName: 'LUNE CLAIRE SARL' })).toBe('unclear');
    expect(await of({ companyName: 'Lune Claire SARL', address: { postalCode: '75001' } })).toBe('pass');
  });

  it('ENR-18, VER-06: looks again only at what was changed', async () => {
    const { who, id, domain } = await stack.inReview({ email: 'ann@elsewhere.example' });
    await stack.ask(stack.operator, 'PUT', `/v1/enrollments/${id}/checks/business_data`, { body: { result: 'fail', evidence: 'The register knows nobody of this name.' } });
    await stack.decide(id, { decision: 'reject', reason: 'The contact does not work for you.', checks: [{ id: 'company_domain', reason: 'Use an address of your company.' }] });
    await stack.change(who, id, { legalBusinessProfile: { website: 'https://elsewhere.example' } });
    expect((await stack.submit(who, id)).json.state).toBe('in_review');
    await stack.review();
    expect(await results(id)).toMatchObject({ company_domain: 'pass', business_data: 'fail' });
    expect((await stack.read(who, id)).state).toBe('in_review');
    expect((await stack.mails(id)).at(-1)).toBe('enrollment_received ann@elsewhere.example');
    expect(domain).not.toBe('elsewhere.example');
  });

  it('VER-07, TIM-03, TIM-14, EML-09: marks what is late from the end of business day 5 on, once, and says where help is', async () => {
    const { who, id } = await stack.inReview({ email: 'kim@elsewhere.example' });
    const due = Date.parse((await stack.read(who, id)).expectedUntil ?? '');
    const mails = async () => (await stack.mails(id)).filter((line) => line.startsWith('enrollment_stuck'));
    stack.clock.advance(due - 1 - stack.clock.now().getTime());
    await stack.sweep(sweepLate);
    expect([(await stack.read(who, id)).stuck, await mails()]).toEqual([false, []]);
    stack.clock.advance(1);
    await Promise.all([stack.sweep(sweepLate), stack.sweep(sweepLate)]);
    await stack.sweep(sweepLate);
    expect([(await stack.read(who, id)).stuck, await mails()]).toEqual([true, ['enrollment_stuck kim@elsewhere.example']]);
    expect((await stack.events(id)).filter((type) => type === 'enrollment.stuck').length).toBe(1);
    const mail = (await stack.deliver('kim@elsewhere.example'))?.text.replace(/\s+/g, ' ');
    for (const part of ['Our operations have been told', 'the page below says what is still open', 'http://localhost:3000/enrollment', 'http://localhost:3000/enroll/guide']) expect(mail).toContain(part);
    await stack.decide(id, { decision: 'approve' });
    expect((await stack.read(who, id)).stuck).toBe(false);
  });

  it('TIM-14: makes good what came due while nothing ran, once each, and passes by what somebody decides', async () => {
    const [one, other] = [await stack.inReview({ email: 'ida@elsewhere.example' }), await stack.inReview({ email: 'udo@elsewhere.example' })];
    stack.clock.advance(30 * 86_400_000);
    const stuck = async (id: string) => (await stack.mails(id)).filter((line) => line.startsWith('enrollment_stuck')).length;
    const { promise: held, resolve: go } = Promise.withResolvers<undefined>();
    // Begun from out here, so that they are in no transaction of ours.
    const swept = held.then(() => Promise.all([stack.sweep(sweepLate), stack.sweep(sweepLate)]));
    await stack.em().transactional(async (em) => {
      await em.execute('select from enrollment where id = ? for update', [other.id]);
      go(undefined);
      // What another one holds is left to the next run.
      await until(async () => (await stuck(one.id)) > 0);
    });
    await swept;
    expect([await stuck(one.id), await stuck(other.id)]).toEqual([1, 0]);
    await stack.sweep(sweepLate);
    await stack.sweep(sweepLate);
    expect([await stuck(one.id), await stuck(other.id)]).toEqual([1, 1]);
  });

  it("TIM-01: counts the business days of the company's country, plus and minus what the operator entered", async () => {
    stack.clock.advance(Date.parse('2027-05-07T10:00:00Z') - stack.clock.now().getTime());
    const clock = stack.clock.now();
    // Friday 7 May 2027; Monday 17 May is Whit Monday in France, and the operator gives away one day and takes another.
    await stack.em().execute(`insert into business_day (country, day, kind, note, entered_by, entered_at) values ('FR', '2027-05-10', 'free', 'Move', gen_random_uuid(), now()), ('FR', '2027-05-15', 'working', 'Catching up', gen_random_uuid(), now())`);
    const { who, id } = await stack.inReview({ email: 'lou@elsewhere.example' });
    const { expectedFrom, expectedUntil } = await stack.read(who, id);
    // Counted: Tue 11, Wed 12, Thu 13, Fri 14, Sat 15 as the operator says.
    expect([clock.toISOString(), expectedFrom, expectedUntil]).toEqual(['2027-05-07T10:00:00.000Z', '2027-05-13T00:00:00.000Z', '2027-05-16T00:00:00.000Z']);
  });

  it('ORG-10: an active enrollment follows a suspension and its end, and the contact hears of both', async () => {
    const { who, id, email } = await stack.inReview();
    const { organisation } = who;
    const halt = async (suspended: boolean): Promise<void> => {
      const em = stack.em();
      const membership = await em.findOneOrFail(ProgramMembership, { organisationId: organisation.id });
      if (suspended) membership.suspend('Unpaid', stack.clock.now());
      else membership.resume();
      await em.flush();
      const event = { actor: stack.operator, organisations: [organisation.id], subjects: [], data: { organisationId: organisation.id } };
      await across('operator', () => stack.api.get(EntityManager).transactional(async () => stack.api.get(Events).add(suspended ? organisationSuspended : organisationResumed, event)));
      while (await stack.work(followHalt));
    };
    const em = stack.em();
    em.persist(ProgramMembership.grant({ organisation, held: [], program: 'indirect_reseller', path: 'application', now: stack.clock.now() }));
    await em.flush();
    await halt(true);
    expect((await stack.read(who, id)).state).toBe('qualified');
    await em.execute(`update enrollment set state = 'active', activated_at = now() where id = ?`, [id]);
    await halt(true);
    expect((await stack.read(who, id)).state).toBe('suspended');
    await halt(true);
    await halt(false);
    expect((await stack.read(who, id)).state).toBe('active');
    expect((await stack.mails(id)).slice(2)).toEqual([`enrollment_suspended ${email}`, `enrollment_resumed ${email}`]);
  });

  it('ORG-10: follows the reseller program of its own organisation, whatever else it or another one holds', async () => {
    const now = stack.clock.now();
    const active = async (): Promise<{ who: Company; id: string; email: string }> => {
      const made = await stack.inReview();
      const em = stack.em();
      const { organisation } = made.who;
      const direct = ProgramMembership.grant({ organisation, held: [], program: 'direct_bill', path: 'operator', now });
      direct.suspend('Unpaid', now);
      em.persist([direct, ProgramMembership.grant({ organisation, held: [direct], program: 'indirect_reseller', path: 'transition', now })]);
      await em.flush();
      await em.execute(`update enrollment set state = 'active', activated_at = now() where id = ?`, [made.id]);
      // Another one, which nobody has submitted, is none that could be halted.
      em.persist(Enrollment.begin({ organisationId: organisation.id, path: 'application', application: { legalBusinessProfile: {}, supportProfile: {} }, startedBy: null, now: new Date(now.getTime() + 1) }));
      await em.flush();
      await em.execute(`update enrollment set activated_at = now() where id = ?`, [made.id]);
      return made;
    };
    const [one, other] = [await active(), await active()];
    const tell = (organisationId: string) =>
      across('operator', () => stack.api.get(EntityManager).transactional(async () => stack.api.get(Events).add(organisationSuspended, { actor: stack.operator, organisations: [organisationId], subjects: [], data: { organisationId } })));
    const states = async () => Promise.all([one, other].map(async ({ who, id }) => (await stack.read(who, id)).state));
    await tell(one.who.organisation.id);
    while (await stack.work(followHalt));
    expect(await states()).toEqual(['active', 'active']);
    await stack.em().execute(`update program_membership set state = 'suspended', suspension_reason = 'Unpaid', suspended_since = now() where organisation_id = ? and program = 'indirect_reseller'`, [other.who.organisation.id]);
    // Two are told of at once, and one of the two jobs follows.
    for (let times = 0; times < 2; times++) await tell(other.who.organisation.id);
    await tell(one.who.organisation.id);
    await meet(stack.em(), { table: 'enrollment', id: other.id }, [() => stack.work(followHalt), () => stack.work(followHalt)]);
    while (await stack.work(followHalt));
    expect(await states()).toEqual(['active', 'suspended']);
    expect((await stack.mails(other.id)).slice(2)).toEqual([`enrollment_suspended ${other.email}`]);
  });

  it('TIM-03: is counted for whoever runs the installation', async () => {
    const numbers = async () => Object.fromEntries([...(await stack.ask(undefined, 'GET', '/metrics')).text.matchAll(/enrollments_in_review\{due="([\w-]+)"\} (\d+)/g)].map(([, due, value]) => [due, Number(value)]));
    const before = await numbers();
    const { id } = await stack.inReview({ email: 'eli@elsewhere.example' });
    expect(await numbers()).toEqual({ ...before, 'in-time': (before['in-time'] ?? 0) + 1 });
    await stack.em().execute('update enrollment set expected_until = ? where id = ?', [stack.clock.now(), id]);
    expect(await numbers()).toEqual({ ...before, late: (before['late'] ?? 0) + 1 });
  });
});
