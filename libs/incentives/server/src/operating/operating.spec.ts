import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY, IncentivesStack, said } from '../spec-parts/incentives-stack';

let stack: IncentivesStack;
beforeAll(async () => (stack = await IncentivesStack.start()));
afterAll(() => stack.close());

const resend = (who: Parameters<IncentivesStack['ask']>[0], id: string) => stack.ask(who, 'POST', `/v1/incentiveinvitations/${id}/resend`);

describe('mailing again', () => {
  it('EML-07: goes to the address that counts now, at most once an hour', async () => {
    const one = await stack.invited();
    expect(said(await resend(one.who.globalAdmin, one.id))).toEqual([429, 'INCENTIVE_MAIL_RECENT']);
    stack.clock.advance(3_600_000);
    await stack.associate(one, 'again@elsewhere.example');
    expect((await resend(one.who.globalAdmin, one.id)).status).toBe(200);
    expect((await stack.deliver('again@elsewhere.example'))?.subject).toBe('Partner Incentive Enrollment Invitation');
    expect(await stack.mails(one.id)).toEqual([`incentive_invitation ${one.mail}`, 'incentive_invitation again@elsewhere.example']);
    const reply = await resend(one.who.globalAdmin, one.id);
    expect([reply.status, reply.headers['retry-after']]).toEqual([429, '3600']);
  });

  it('INC-03: says why nothing can go out, and nothing goes out', async () => {
    const one = await stack.started({ email: null });
    const reply = await resend(one.who.globalAdmin, one.id);
    expect([said(reply), reply.json.data[0]?.['blocked']]).toEqual([[409, 'MAIL_BLOCKED'], 'NO_ADDRESS']);
    expect(await stack.mails(one.id)).toEqual([]);
  });

  it('EML-13: says so of an address that refuses mails for good', async () => {
    const one = await stack.invited();
    await stack.em().execute(`insert into suppressed_address (address, reason) values (lower(?), 'MAILBOX_UNKNOWN')`, [one.mail]);
    stack.clock.advance(2 * 3_600_000);
    const reply = await resend(one.who.globalAdmin, one.id);
    expect([said(reply), reply.json.data[0]?.['blocked']]).toEqual([[409, 'MAIL_BLOCKED'], 'ADDRESS_REFUSED']);
    expect(await stack.mails(one.id)).toHaveLength(1);
  });

  it('EML-07: one that has not gone out yet is the invitation itself, once', async () => {
    const own = await IncentivesStack.start({ INCENTIVE_INVITE_DELAY_DAYS: '10' });
    try {
      const one = await own.started();
      const again = () => own.ask(one.who.globalAdmin, 'POST', `/v1/incentiveinvitations/${one.id}/resend`);
      expect((await again()).status).toBe(200);
      expect(said(await again())).toEqual([409, 'INCENTIVE_MAIL_UNDER_WAY']);
      await own.deliver(one.mail);
      own.clock.advance(10 * DAY);
      await own.sweepAll();
      expect([(await own.read(own.operator, one.id)).state, (await own.mails(one.id)).filter((mail) => mail.startsWith('incentive_invitation'))]).toEqual(['invited', [`incentive_invitation ${one.mail}`]]);
    } finally {
      await own.close();
    }
  });

  it('ROL-01: is for those who appoint, incentive admins of the location, and operators', async () => {
    const one = await stack.invited();
    stack.clock.advance(2 * 3_600_000);
    expect(said(await resend(one.who.withRoles('sales_agent'), one.id))).toEqual([403, 'ROLE_MISSING']);
    expect((await resend(one.admin, one.id)).status).toBe(200);
  });

  it('INC-11: many at once are answered one by one, and those that are not refused go out', async () => {
    const [one, two, three] = [await stack.invited(), await stack.submitted(), await stack.started({ email: null })];
    stack.clock.advance(2 * 3_600_000);
    const unknown = '0d000000-0000-4000-8000-00000000ffff';
    const { json, status } = await stack.ask(stack.operator, 'POST', '/v1/incentiveinvitations/bulk/resend', { body: { ids: [one.id, two.id, three.id, unknown] } });
    expect([status, json['doneCount'], json.items.map((row) => [row.status, row.error?.data[0]?.reason])]).toEqual([207, 1, [[200, undefined], [409, 'INCENTIVE_LOCKED'], [409, 'MAIL_BLOCKED'], [404, 'NOT_FOUND']]]);
    expect((await stack.mails(one.id)).length).toBe(2);
    expect(said(await stack.ask(one.who.globalAdmin, 'POST', '/v1/incentiveinvitations/bulk/resend', { body: { ids: [one.id] } }))).toEqual([403, 'ROLE_MISSING']);
  });
});

describe('the list across partners', () => {
  it('is the operator\'s, with everybody\'s; a partner sees its own', async () => {
    const [one, two] = [await stack.invited(), await stack.invited()];
    const ids = (reply: Awaited<ReturnType<typeof resend>>): string[] => reply.json.items.map(({ id }) => id);
    expect(ids(await stack.ask(stack.operator, 'GET', '/v1/incentiveinvitations'))).toEqual(expect.arrayContaining([one.id, two.id]));
    expect(ids(await stack.ask(one.who.globalAdmin, 'GET', '/v1/incentiveinvitations'))).toEqual([one.id]);
  });

  it('is narrowed by state, program, what is due, and search', async () => {
    const blocked = await stack.started({ email: null });
    await stack.sweepAll();
    const find = async (query: string): Promise<string[]> => (await stack.ask(stack.operator, 'GET', `/v1/incentiveinvitations?${query}`)).json.items.map(({ id }) => id);
    const own = `search=${blocked.who.organisation.domain}`;
    expect(await find(own)).toEqual([blocked.id]);
    expect([await find(`search=${blocked.who.mpnId}`), await find(`search=${blocked.id}`)]).toEqual([[blocked.id], [blocked.id]]);
    expect([await find(`${own}&due=blocked`), await find(`${own}&blocked=NO_ADDRESS`), await find(`${own}&blocked=NO_LOCATION`), await find(`${own}&due=overdue`), await find(`${own}&due=unanswered`)]).toEqual([[blocked.id], [blocked.id], [], [], []]);
    expect([await find(`${own}&state=invitation_due&program=reseller`), await find(`${own}&state=invited`), await find(`${own}&program=direct_bill`)]).toEqual([[blocked.id], [], []]);
    const closing = await stack.invited();
    stack.clock.advance(28 * DAY);
    expect(await find(`search=${closing.who.organisation.domain}&due=closing`)).toEqual([closing.id]);
    stack.clock.advance(3 * DAY);
    expect(await find(`search=${closing.who.organisation.domain}&due=closing`)).toEqual([]);
    expect(await find(`${own}&due=overdue`)).toEqual([blocked.id]);
    const { json } = await stack.ask(stack.operator, 'GET', '/v1/incentiveinvitations/counts');
    expect([json['overdue'], json['blocked']]).toEqual([expect.any(Number), expect.any(Number)]);
    expect(Number(json['overdue'])).toBeGreaterThan(0);
  });

  it('is read page by page, the newest first, each row once', async () => {
    for (let count = 0; count < 3; count++) await stack.started();
    const [found, seen]: [string[], Set<string>] = [[], new Set()];
    let token: string | undefined;
    do {
      const { json } = await stack.ask(stack.operator, 'GET', token ? '/v1/incentiveinvitations?seekOperation=Next' : '/v1/incentiveinvitations?size=2', token ? { headers: { 'ms-continuationtoken': token } } : {});
      found.push(...json.items.map(({ startedAt }) => startedAt));
      for (const { id } of json.items) seen.add(id);
      token = json.continuationToken;
    } while (token);
    expect(seen.size).toBe(found.length);
    expect(found).toEqual([...found].sort().reverse());
  });

  it('goes out as a file with the same filter, without account numbers', async () => {
    const { who, id } = await stack.submitted();
    const { status, text, headers } = await stack.ask(stack.operator, 'GET', `/v1/incentiveinvitations/export.csv?language=de&search=${who.organisation.domain}`);
    const lines = text.trim().split('\r\n');
    expect([status, headers['content-type'], lines.length]).toEqual([200, 'text/csv; charset=utf-8; header=present', 2]);
    expect(lines[1]).toContain('"Eingereicht"');
    expect((await stack.ask(stack.operator, 'GET', `/v1/incentiveinvitations/export/count?search=${who.organisation.domain}`)).json).toMatchObject({ count: 1, more: false });
    expect(text).not.toContain('0130');
    expect(id).not.toBe('');
    expect(said(await stack.ask(who.globalAdmin, 'GET', '/v1/incentiveinvitations/export.csv'))).toEqual([403, 'ROLE_MISSING']);
  });
});

describe('the funnel', () => {
  it('counts how far those came that started in a period', async () => {
    // A period of its own.
    stack.clock.advance(400 * DAY);
    const day = stack.clock.now().toISOString().slice(0, 10);
    await stack.started({ email: null });
    await stack.invited();
    const done = await stack.submitted();
    await stack.ask(stack.operator, 'POST', `/v1/incentiveinvitations/${done.id}/verifications`, { body: { payout: 'verified', tax: 'verified' } });
    const declined = await stack.invited();
    await stack.ask(declined.admin, 'POST', `/v1/incentiveinvitations/${declined.id}/decline`);
    const funnel = async (query: string) => (await stack.ask(stack.operator, 'GET', `/v1/incentives/reseller/funnel?${query}`)).json;
    expect(await funnel('')).toMatchObject({ until: day, started: 4, invited: 3, submitted: 1, enrolled: 1, declined: 1 });
    expect(await funnel('from=2020-01-01&until=2020-01-02')).toMatchObject({ started: 0, invited: 0 });
    expect(said(await stack.ask(stack.operator, 'GET', '/v1/incentives/reseller/funnel?from=2026-02-01&until=2026-01-01'))).toEqual([400, 'PERIOD_REVERSED']);
    expect(said(await stack.ask(done.who.globalAdmin, 'GET', '/v1/incentives/reseller/funnel'))).toEqual([403, 'ROLE_MISSING']);
  });
});

describe('schedules', () => {
  it('TIM-08: a preview says when mails would go out, by the present schedule or another', async () => {
    const { json } = await stack.ask(stack.operator, 'GET', '/v1/incentives/reseller/plan?startedAt=2026-03-06T10:00:00Z&inviteDelayDays=10&reminderDays=7,28,14');
    expect(json['mails']).toEqual([
      { day: 0, at: '2026-03-16T10:00:00.000Z', daysLeft: 20 },
      { day: 14, at: '2026-03-20T10:00:00.000Z', daysLeft: 16 },
      { day: 28, at: '2026-04-03T10:00:00.000Z', daysLeft: 2 },
    ]);
    expect(said(await stack.ask(stack.operator, 'GET', '/v1/incentives/reseller/plan?reminderDays=7,7'))).toEqual([400, 'FIELD_INVALID']);
    expect(said(await stack.ask(stack.operator, 'GET', '/v1/incentives/reseller/plan?reminderDays=31'))).toEqual([400, 'FIELD_INVALID']);
  });

  it('TIM-05: is the operator\'s to change, counts for incentives that start afterwards, and is refused beyond 30 days', async () => {
    const before = await stack.started();
    const change = (body: object, who = stack.operator) => stack.ask(who, 'PUT', '/v1/incentives/reseller/schedule', { body });
    expect(said(await change({ inviteDelayDays: 31, reminderDays: [] }))).toEqual([400, 'FIELD_INVALID']);
    expect(said(await change({ inviteDelayDays: 2, reminderDays: [] }, before.who.globalAdmin))).toEqual([403, 'ROLE_MISSING']);
    expect((await change({ inviteDelayDays: 2, reminderDays: [20, 5], attributes: { etag: '0' } })).json['schedule']).toEqual({ inviteDelayDays: 2, reminderDays: [5, 20] });
    expect(said(await change({ inviteDelayDays: 3, reminderDays: [], attributes: { etag: '0' } }))).toEqual([400, 'STALE']);
    const t0 = stack.clock.now();
    const after = await stack.started();
    const slots = async (id: string) => (await stack.read(stack.operator, id)).slots.map(({ day }) => day);
    expect([await slots(before.id), await slots(after.id)]).toEqual([[0, 7, 14, 21, 28], [0, 5, 20]]);
    expect((await stack.read(stack.operator, after.id)).inviteAt).toBe(new Date(t0.getTime() + 2 * DAY).toISOString());
    await stack.em().execute('delete from incentive_schedule');
  });

  it('INC-10: programs are listed for who holds them; a program that nobody started has no incentive and no mail', async () => {
    const one = await stack.invited();
    const programs = async (who: Parameters<IncentivesStack['ask']>[0]) => (await stack.ask(who, 'GET', '/v1/incentives')).json.items.map(({ program, incentive }) => [program, incentive?.state]);
    expect(await programs(one.who.globalAdmin)).toEqual([['reseller', 'invited']]);
    expect(await programs({ ...one.who.globalAdmin, programs: ['direct_bill', 'indirect_reseller'] })).toEqual([['reseller', 'invited'], ['direct_bill', undefined]]);
    expect(await programs(stack.operator)).toEqual([['reseller', undefined], ['direct_bill', undefined]]);
  });
});
