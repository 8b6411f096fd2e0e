import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { company } from '@tandem/platform-testing';
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
    const replies = await Promise.all([stack.decide(id, { decision: 'approve' }), stack.decide(id, { decision: 'reject', reason: 'No.' })]);
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

  it('API-07: an etag of before somebody changed it is refused, and nothing is decided', async () => {
    const { id } = await waiting();
    const { attributes } = await shown(id);
    await assign(id, { userId: stack.operator.userId });
    expect(said(await stack.decide(id, { decision: 'approve', attributes }))).toEqual([400, 'STALE']);
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
  it('assigns to people of the operator, of which the applicant sees nothing', async () => {
    const { who, id } = await waiting();
    expect((await assign(id, { userId: stack.operator.userId })).json.assignee).toEqual({ id: stack.operator.userId, name: 'Greta Ahrens' });
    expect(await queue('?assignee=me&size=500')).toContain(id);
    expect(await queue('?assignee=none&size=500')).not.toContain(id);
    expect((await stack.read(who, id)).assignee).toBeUndefined();
    expect(said(await assign(id, { userId: who.globalAdmin.userId }))).toEqual([404, 'NOT_FOUND']);
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
