import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Organisation, ProgramMembership } from '@tandem/identity-domain';
import { sweepIncentives } from '../incentive.jobs';
import { DAY, IncentivesStack, PROFILES } from '../spec-parts/incentives-stack';
import type { Invited } from '../spec-parts/incentives-stack';

let stack: IncentivesStack;
let t0: Date;
beforeAll(async () => (stack = await IncentivesStack.start({ INCENTIVE_INVITE_DELAY_DAYS: '10' })));
afterAll(() => stack.close());
// Each story starts where the one before ended: time moves forward only.
beforeEach(() => {
  stack.clock.advance(100 * DAY);
  t0 = stack.clock.now();
});

const days = async (id: string): Promise<number[]> => (await stack.em().execute<{ day: number }[]>('select day from incentive_mail where incentive_id = ? order by day', [id])).map(({ day }) => day);

describe('the invitation to an incentive', () => {
  it('INC-01: goes out once, when the delay is over and within 30 days', async () => {
    const { id, mail } = await stack.started();
    stack.toDay(t0, 10, -1);
    await stack.sweepAll();
    expect(await stack.mails(id)).toEqual([]);
    stack.toDay(t0, 10);
    await stack.sweepAll();
    await stack.deliver(mail);
    await stack.sweepAll();
    expect(await stack.mails(id)).toEqual([`incentive_invitation ${mail}`]);
    expect(await stack.read(stack.operator, id)).toMatchObject({ state: 'invited', invitedAt: new Date(t0.getTime() + 10 * DAY).toISOString(), overdue: false });
    expect(await stack.events(id)).toEqual(['incentive.started', 'incentive.invited']);
  });

  it('INC-02, INC-03: goes to the location that is associated when it is sent', async () => {
    const one = await stack.started();
    stack.toDay(t0, 5);
    const mpnId = await stack.associate(one, 'ops@elsewhere.example');
    stack.toDay(t0, 10);
    await stack.sweepAll();
    const mail = await stack.deliver('ops@elsewhere.example');
    expect(await stack.mails(one.id)).toEqual(['incentive_invitation ops@elsewhere.example']);
    expect(mail?.text).toContain(mpnId);
    expect(mail?.text).not.toContain(one.who.mpnId);
  });

  it('INC-02: that was ordered for a location which is no longer the associated one goes to the other, once', async () => {
    const one = await stack.started();
    stack.toDay(t0, 10);
    await stack.sweepAll();
    await stack.associate(one, 'late@elsewhere.example');
    expect(await stack.deliver(one.mail)).toBeNull();
    await stack.sweepAll();
    await stack.deliver('late@elsewhere.example');
    await stack.sweepAll();
    expect(await stack.mails(one.id)).toEqual(['incentive_invitation late@elsewhere.example']);
    expect((await stack.read(stack.operator, one.id)).state).toBe('invited');
  });

  it('TIM-07: without an address is blocked, tried every day, told on day 25 and 30, and sent as soon as it can be', async () => {
    const one = await stack.started({ email: null });
    stack.toDay(t0, 10);
    await stack.sweepAll();
    expect(await stack.read(stack.operator, one.id)).toMatchObject({ state: 'invitation_due', blocked: 'NO_ADDRESS', overdue: false });
    for (let day = 11; day <= 31; day++) {
      stack.toDay(t0, day);
      await stack.sweepAll();
    }
    expect(await stack.events(one.id)).toEqual(['incentive.started', 'incentive.blocked', 'incentive.endangered', 'incentive.overdue']);
    expect(await stack.read(stack.operator, one.id)).toMatchObject({ state: 'invitation_due', overdue: true });
    await stack.em().execute('update mpn_location set email = ? where mpn_id = ?', ['found@elsewhere.example', one.who.mpnId]);
    await stack.sweepAll();
    expect(await stack.mails(one.id)).toEqual([]);
    stack.toDay(t0, 32);
    await stack.sweepAll();
    await stack.deliver('found@elsewhere.example');
    expect(await stack.mails(one.id)).toEqual(['incentive_invitation found@elsewhere.example']);
    expect(await stack.read(stack.operator, one.id)).toMatchObject({ state: 'invited', overdue: false });
  });

  it('INC-02: blocked goes out at once when a location with an address is associated', async () => {
    const one = await stack.started({ associated: false });
    stack.toDay(t0, 10);
    await stack.sweepAll();
    expect((await stack.read(stack.operator, one.id)).blocked).toBe('NO_LOCATION');
    await stack.associate(one, 'first@elsewhere.example');
    await stack.sweepAll();
    expect(await stack.mails(one.id)).toEqual(['incentive_invitation first@elsewhere.example']);
  });

  it('ORG-10: waits while the account is suspended', async () => {
    const one = await stack.started();
    await stack.em().execute(`update program_membership set state = 'suspended' where organisation_id = ? and program = 'indirect_reseller'`, [one.who.organisation.id]);
    stack.toDay(t0, 10);
    await stack.sweepAll();
    expect([(await stack.read(stack.operator, one.id)).blocked, await stack.mails(one.id)]).toEqual(['ACCOUNT_SUSPENDED', []]);
  });

  it('INC-04: does not go out when the program has ended', async () => {
    const one = await stack.started({ program: 'direct_bill' });
    await stack.em().execute(`update program_membership set state = 'ended' where organisation_id = ?`, [one.who.organisation.id]);
    stack.toDay(t0, 10);
    await stack.sweepAll();
    expect([(await stack.read(stack.operator, one.id)).blocked, await stack.mails(one.id)]).toEqual(['PROGRAM_ENDED', []]);
  });

  it('EML-13: to an address that refuses mails for good is not tried again until it is another one', async () => {
    const one = await stack.started();
    stack.toDay(t0, 10);
    await stack.sweepAll();
    await stack.deliver(one.mail, 'failed', 'MAILBOX_UNKNOWN');
    await stack.em().execute(`insert into suppressed_address (address, reason) values (lower(?), 'MAILBOX_UNKNOWN')`, [one.mail]);
    stack.toDay(t0, 12);
    await stack.sweepAll();
    expect(await stack.mails(one.id)).toEqual([`incentive_invitation ${one.mail}`]);
    expect(await stack.read(stack.operator, one.id)).toMatchObject({ state: 'invitation_due', blocked: 'ADDRESS_REFUSED' });
    expect(await stack.events(one.id)).toEqual(['incentive.started', 'incentive.blocked']);
  });

  it('SM-12: that failed for another reason is sent again on the next day', async () => {
    const one = await stack.started();
    stack.toDay(t0, 10);
    await stack.sweepAll();
    await stack.deliver(one.mail, 'failed', 'MESSAGE_REFUSED');
    stack.toDay(t0, 11);
    await stack.sweepAll();
    await stack.deliver(one.mail);
    expect(await stack.mails(one.id)).toEqual([`incentive_invitation ${one.mail}`, `incentive_invitation ${one.mail}`]);
    expect((await stack.read(stack.operator, one.id)).state).toBe('invited');
  });

  it('EML-12: waits a day after a signature that was taken over, whatever the delay', async () => {
    const own = await IncentivesStack.start();
    try {
      const began = own.clock.now();
      const one = await own.started({ signer: 'Kai Keller' });
      await own.sweepAll();
      expect(await own.mails(one.id)).toEqual([]);
      own.toDay(began, 1);
      await own.sweepAll();
      expect(await own.mails(one.id)).toEqual([`incentive_invitation ${one.mail}`]);
    } finally {
      await own.close();
    }
  });

  it('INC-13: resellers by ordinary enrollment are invited where that is configured', async () => {
    expect((await stack.started({ path: 'application' })).id).toBe('');
    const own = await IncentivesStack.start({ INCENTIVE_FOR_NEW_RESELLERS: 'true' });
    try {
      const one = await own.invited({ path: 'application' });
      expect(await own.mails(one.id)).toEqual([`incentive_invitation ${one.mail}`]);
    } finally {
      await own.close();
    }
  });

  it('INC-04: of direct bill is another one, and an event that comes twice starts none again', async () => {
    const { who } = await stack.started({ program: 'direct_bill' });
    const programs = async () => (await stack.em().execute<{ program: string }[]>('select program from incentive where organisation_id = ? order by started_at', [who.organisation.id])).map(({ program }) => program);
    await stack.startPrograms(who.organisation.id);
    expect(await programs()).toEqual(['direct_bill']);
    stack.clock.advance(DAY);
    const em = stack.em();
    const [organisation, held] = [await em.findOneOrFail(Organisation, { id: who.organisation.id }), await em.find(ProgramMembership, { organisationId: who.organisation.id })];
    em.persist(ProgramMembership.grant({ organisation, held, program: 'indirect_reseller', path: 'transition', now: stack.clock.now() }));
    await em.flush();
    await stack.startPrograms(who.organisation.id);
    expect(await programs()).toEqual(['direct_bill', 'reseller']);
  });
});

describe('reminders of an incentive', () => {
  const invite = async () => {
    const one = await stack.started();
    stack.toDay(t0, 10);
    await stack.sweepAll();
    await stack.deliver(one.mail);
    return one;
  };

  it('TIM-08: go out once per day, of those missed the newest only, and none after the window', async () => {
    const one = await invite();
    stack.toDay(t0, 22);
    await stack.sweepAll();
    await stack.sweepAll();
    const mail = await stack.deliver(one.mail);
    expect(mail?.subject).toBe('Reminder: 8 days left to enroll – Reseller incentive');
    stack.toDay(t0, 28);
    await stack.sweepAll();
    await stack.deliver(one.mail);
    stack.toDay(t0, 45);
    await stack.sweepAll();
    expect(await days(one.id)).toEqual([0, 21, 28]);
    expect(await stack.events(one.id)).toEqual(['incentive.started', 'incentive.invited', 'incentive.reminded', 'incentive.reminded']);
    expect(await stack.mails(one.id)).toEqual([`incentive_invitation ${one.mail}`, `incentive_reminder ${one.mail}`, `incentive_reminder ${one.mail}`]);
  });

  it('TIM-08: that wait until after the window are not sent', async () => {
    const one = await invite();
    stack.toDay(t0, 28);
    await stack.sweepAll();
    stack.toDay(t0, 30, 1);
    expect(await stack.deliver(one.mail)).toBeNull();
    await stack.sweepAll();
    expect(await stack.mails(one.id)).toEqual([`incentive_invitation ${one.mail}`]);
  });

  it('ORG-10: that wait while the account is suspended are not sent', async () => {
    const one = await invite();
    stack.toDay(t0, 14);
    await stack.sweepAll();
    await stack.em().execute(`update program_membership set state = 'suspended' where organisation_id = ? and program = 'indirect_reseller'`, [one.who.organisation.id]);
    expect(await stack.deliver(one.mail)).toBeNull();
    await stack.sweepAll();
    expect([(await stack.read(stack.operator, one.id)).blocked, await stack.mails(one.id)]).toEqual(['ACCOUNT_SUSPENDED', [`incentive_invitation ${one.mail}`]]);
  });

  it('TIM-08: missed until after the window are void', async () => {
    const one = await invite();
    stack.toDay(t0, 30, 1);
    await stack.sweepAll();
    expect(await days(one.id)).toEqual([0]);
  });

  it('INC-11: are not sent when somebody declined meanwhile, also when they were ordered', async () => {
    const one = await invite();
    stack.toDay(t0, 14);
    await stack.sweepAll();
    await stack.ask(one.admin, 'POST', `/v1/incentiveinvitations/${one.id}/decline`);
    stack.toDay(t0, 28);
    await stack.sweepAll();
    expect(await stack.mails(one.id)).toEqual([`incentive_invitation ${one.mail}`]);
  });

  it('EML-08: go to the location that is associated when they are sent', async () => {
    const one = await invite();
    stack.toDay(t0, 14);
    await stack.sweepAll();
    await stack.associate(one, 'moved@elsewhere.example');
    expect(await stack.deliver(one.mail)).toBeNull();
    await stack.sweepAll();
    expect((await stack.deliver('moved@elsewhere.example'))?.subject).toContain('16 days left');
    expect(await days(one.id)).toEqual([0, 14]);
  });

  it('TIM-08: without an address wait for one until the next day, as one', async () => {
    const one = await invite();
    await stack.em().execute('update mpn_location set email = null where mpn_id = ?', [one.who.mpnId]);
    stack.toDay(t0, 14);
    await stack.sweepAll();
    expect((await stack.read(stack.operator, one.id)).blocked).toBe('NO_ADDRESS');
    await stack.em().execute('update mpn_location set email = ? where mpn_id = ?', [one.mail, one.who.mpnId]);
    stack.toDay(t0, 15);
    await stack.sweepAll();
    expect(await days(one.id)).toEqual([0, 14]);
  });

  it('TIM-08: say how many days are left where the organisation is', async () => {
    // 23:30 in New York is the next day in UTC; the deadline is at the same hour.
    stack.toDay(new Date('2036-03-07T04:30:00Z'), 0);
    t0 = stack.clock.now();
    const one = await stack.started({ country: 'US' });
    stack.toDay(t0, 10);
    await stack.sweepAll();
    await stack.deliver(one.mail);
    stack.toDay(t0, 28);
    await stack.sweepAll();
    const mail = await stack.deliver(one.mail);
    expect(mail?.subject).toContain('2 days left');
    expect(mail?.text).toMatch(/until Sun, 6 April 2036 at\s+00:30\s+GMT-4/);
  });
});

describe('the fiscal year of an incentive', () => {
  it('INC-09: rolls over by itself while the program is held, also when the sweep comes late, and ends otherwise', async () => {
    const one = await stack.started({ program: 'direct_bill' });
    stack.toDay(t0, 10);
    await stack.sweepAll();
    await stack.deliver(one.mail);
    await stack.ask(one.admin, 'PUT', `/v1/incentiveinvitations/${one.id}/profiles`, { body: PROFILES });
    await stack.ask(one.admin, 'POST', `/v1/incentiveinvitations/${one.id}/accept`);
    const enrolled = await stack.ask(stack.operator, 'POST', `/v1/incentiveinvitations/${one.id}/verifications`, { body: { payout: 'verified', tax: 'verified' } });
    const first = Number(enrolled.json.term.until.slice(0, 4));
    stack.toDay(new Date(`${first}-07-01T00:00:00Z`), 0, -1000);
    await stack.sweepAll();
    expect((await stack.read(stack.operator, one.id)).term.until).toBe(`${first}-06-30`);
    stack.toDay(new Date(`${first}-07-03T00:00:00Z`), 0);
    await stack.sweepAll();
    expect(await stack.read(stack.operator, one.id)).toMatchObject({ state: 'enrolled', term: { from: `${first}-07-01`, until: `${first + 1}-06-30` } });
    await stack.em().execute(`update program_membership set state = 'ended' where organisation_id = ?`, [one.who.organisation.id]);
    stack.toDay(new Date(`${first + 1}-07-01T00:00:00Z`), 0);
    await stack.sweepAll();
    expect(await stack.read(stack.operator, one.id)).toMatchObject({ state: 'enrolled', endedAt: `${first + 1}-07-01T00:00:00.000Z`, term: { until: `${first + 1}-06-30` } });
    expect((await stack.events(one.id)).slice(-2)).toEqual(['incentive.rolled-over', 'incentive.ended']);
    expect(await stack.mails(one.id)).toHaveLength(1);
  });
});

describe('sweeps at once', () => {
  it('INC-11, TIM-14: three that run together order each mail once, and leave none', async () => {
    const made: Invited[] = [];
    for (let count = 0; count < 12; count++) made.push(await stack.started());
    stack.toDay(t0, 10);
    await Promise.all([1, 2, 3].map(() => stack.sweep(sweepIncentives)));
    await stack.sweepAll();
    for (const { id, mail } of made) expect(await stack.mails(id)).toEqual([`incentive_invitation ${mail}`]);
  });

  it('INC-11: a day that was taken is not taken again, whatever the row says', async () => {
    const one = await stack.started();
    stack.toDay(t0, 10);
    await stack.sweepAll();
    await stack.deliver(one.mail);
    // As a restored copy, or a hand in the database, might leave it.
    await stack.em().execute(`update incentive set state = 'invitation_due', invited_at = null, next_at = invite_at where id = ?`, [one.id]);
    await stack.sweepAll();
    expect(await stack.mails(one.id)).toEqual([`incentive_invitation ${one.mail}`]);
    expect((await stack.read(stack.operator, one.id)).blocked).toBe('UNCERTAIN');
  });

  it('TIM-06: more than a batch is gone on with at once', async () => {
    const one = await stack.started();
    await stack.em().execute(
      `insert into incentive (id, organisation_id, program, mpn_id, state, started_at, invite_at, invite_due_at, enroll_due_at, reminder_days, next_at)
       select gen_random_uuid(), organisation_id, 'direct_bill', 'n' || n, 'invitation_due', started_at, invite_at, invite_due_at, enroll_due_at, '[]', next_at - interval '1 day' from incentive, generate_series(1, 1200) n where id = ?`,
      [one.id],
    );
    stack.toDay(t0, 11);
    await stack.sweepAll();
    expect(await stack.mails(one.id)).toEqual([`incentive_invitation ${one.mail}`]);
    const [left] = await stack.em().execute<{ count: number }[]>('select count(*)::int as count from incentive where next_at <= ?', [stack.clock.now()]);
    expect(left?.count).toBe(0);
  });
});
