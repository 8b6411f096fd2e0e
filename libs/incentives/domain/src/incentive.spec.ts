import { describe, expect, it } from '@jest/globals';
import { DomainError, newId, reachable } from '@tandem/platform-kernel';
import { Incentive } from './incentive';
import { INVITATION_DAY, onDay } from './incentive-plan';
import { INCENTIVE_TRANSITIONS } from './incentive-state';
import { requireResendable } from './resending';

const T0 = new Date('2026-03-06T10:00:00Z');
const day = (count: number, ms = 0): Date => new Date(onDay(T0, count).getTime() + ms);
const organisationId = newId();
const start = (inviteDelayDays = 0): Incentive => Incentive.start({ organisationId, program: 'reseller', startedAt: T0, schedule: { inviteDelayDays, reminderDays: [7, 14, 21, 28] } });
/** One whose invitation went out at an instant. */
function invited(at = day(0)): Incentive {
  const incentive = start();
  incentive.order(INVITATION_DAY, newId(), at);
  incentive.settle('sent', incentive.deliveryId ?? '', at);
  return incentive;
}
const profiles = { payout: { accountHolder: 'Keller', iban: 'DE89370400440532013000' }, tax: { taxId: 'DE123456789', country: 'DE' } };
function submitted(): Incentive {
  const incentive = invited();
  incentive.saveProfiles(profiles);
  incentive.submit({ mpnId: '6200002', by: newId(), now: day(3) });
  return incentive;
}
const reason = (act: () => unknown): string => {
  try {
    act();
    return 'done';
  } catch (error) {
    return error instanceof DomainError ? `${error.refusals[0].rule} ${error.reason}` : String(error);
  }
};

const refusedFields = (act: () => unknown): unknown[] => {
  try {
    act();
    return [];
  } catch (error) {
    return (error as DomainError).refusals.map(({ field }) => field);
  }
};

describe('the invitation to an incentive', () => {
  it('INC-01: is due when its delay is over, and the sweep is told so', () => {
    const incentive = start(10);
    expect([incentive.nextAt, incentive.dueMail(day(10, -1)), incentive.dueMail(day(10))]).toEqual([day(10), undefined, INVITATION_DAY]);
  });

  it('INC-11: is not due once more while its mail is on its way', () => {
    const incentive = start();
    incentive.order(INVITATION_DAY, newId(), day(0));
    expect([incentive.dueMail(day(29)), incentive.state, incentive.nextAt]).toEqual([undefined, 'invitation_due', day(25)]);
  });

  it('SM-12: makes it invited when the mail is out, not before', () => {
    const incentive = invited(day(2));
    expect([incentive.state, incentive.invitedAt, incentive.nextAt]).toEqual(['invited', day(2), day(7)]);
  });

  it('INC-03: without an address it is blocked and tried again after a day; the reason is told once', () => {
    const incentive = start();
    expect(incentive.block('NO_ADDRESS', day(0))).toBe(true);
    expect([incentive.dueMail(day(1, -1)), incentive.dueMail(day(1)), incentive.nextAt]).toEqual([undefined, INVITATION_DAY, day(1)]);
    expect(incentive.block('NO_ADDRESS', day(1))).toBe(false);
  });

  it('INC-02: is tried at once when another location is associated', () => {
    const incentive = start();
    incentive.block('NO_ADDRESS', day(0));
    incentive.tryAgain();
    expect([incentive.dueMail(day(0, 1)), incentive.nextAt]).toEqual([INVITATION_DAY, day(0)]);
  });

  it('TIM-07: is in danger on day 25 and late on day 30, each noted once, and still to be sent', () => {
    const incentive = start();
    incentive.block('NO_ADDRESS', day(24, 60_000));
    expect(incentive.noteLateness(day(25, -1))).toEqual([]);
    expect(incentive.noteLateness(day(25))).toEqual(['endangered']);
    expect(incentive.noteLateness(day(25, 60_000))).toEqual([]);
    expect([incentive.isOverdue(day(30, -1)), incentive.isOverdue(day(30))]).toEqual([false, true]);
    expect(incentive.noteLateness(day(30))).toEqual(['overdue']);
    expect(incentive.noteLateness(day(31))).toEqual([]);
    expect(incentive.dueMail(day(31))).toBe(INVITATION_DAY);
  });

  it('TIM-07: is looked at on day 25 and day 30 also while its mail is on its way, and never again by itself', () => {
    const incentive = start();
    incentive.order(INVITATION_DAY, newId(), day(0));
    incentive.noteLateness(day(25));
    expect(incentive.nextAt).toEqual(day(30));
    incentive.noteLateness(day(30));
    expect(incentive.nextAt).toBeNull();
  });

  it('TIM-07: is noted for both when it is looked at after day 30 for the first time; one that is out is neither', () => {
    expect(start().noteLateness(day(40))).toEqual(['endangered', 'overdue']);
    expect(invited().noteLateness(day(40))).toEqual([]);
    expect(invited().isOverdue(day(40))).toBe(false);
  });

  it.each(['failed', 'bounced'] as const)('SM-12: that %s is due again, blocked, on the next day', (outcome) => {
    const incentive = start();
    incentive.order(INVITATION_DAY, newId(), day(0));
    incentive.settle(outcome, incentive.deliveryId ?? '', day(0));
    expect([incentive.state, incentive.blocked, incentive.nextAt]).toEqual(['invitation_due', 'ADDRESS_REFUSED', day(1)]);
  });

  it('SM-12: that comes back after it was out is due again', () => {
    const incentive = invited();
    incentive.settle('bounced', incentive.deliveryId ?? '', day(1));
    expect([incentive.state, incentive.invitedAt, incentive.blocked]).toEqual(['invitation_due', null, 'ADDRESS_REFUSED']);
  });

  it('INC-02: taken back because the address is another one by now is due at once', () => {
    const incentive = start();
    incentive.order(INVITATION_DAY, newId(), day(0));
    incentive.settle('cancelled', incentive.deliveryId ?? '', day(1));
    expect([incentive.dueMail(day(1)), incentive.nextAt]).toEqual([INVITATION_DAY, day(0)]);
  });

  it('INC-11: of which nobody knows is not sent again by itself; what is found out later counts', () => {
    const incentive = start();
    incentive.order(INVITATION_DAY, newId(), day(0));
    incentive.settle('uncertain', incentive.deliveryId ?? '', day(0));
    expect([incentive.blocked, incentive.dueMail(day(20))]).toEqual(['UNCERTAIN', undefined]);
    incentive.settle('sent', incentive.deliveryId ?? '', day(1));
    expect([incentive.state, incentive.blocked]).toEqual(['invited', null]);
  });

  it('INC-11: is still to be sent while nobody has answered, also once more', () => {
    const incentive = start();
    const [first, again] = [newId(), newId()];
    incentive.order(INVITATION_DAY, first, day(0));
    expect([incentive.awaits(first, day(40)), incentive.awaits(again, day(1))]).toEqual([true, false]);
    incentive.settle('sent', first, day(0));
    incentive.repeat(again, day(1));
    expect([incentive.awaits(first, day(1)), incentive.awaits(again, day(40))]).toEqual([false, true]);
    incentive.decline(day(2));
    expect(incentive.awaits(again, day(2))).toBe(false);
  });

  it('INC-11: that comes back after the enrollment changes nothing, nor does a repetition', () => {
    const enrolling = submitted();
    expect([enrolling.settle('bounced', enrolling.deliveryId ?? '', day(4)), enrolling.state, enrolling.blocked]).toEqual([false, 'submitted', null]);
    const repeated = invited();
    repeated.repeat(newId(), day(1));
    expect([repeated.settle('failed', repeated.deliveryId ?? '', day(1)), repeated.settle('bounced', repeated.deliveryId ?? '', day(1)), repeated.state, repeated.blocked]).toEqual([false, false, 'invited', null]);
  });

  it('INC-11: takes no outcome of another mail', () => {
    const incentive = start();
    incentive.order(INVITATION_DAY, newId(), day(0));
    expect(incentive.settle('sent', newId(), day(0))).toBe(false);
    expect(incentive.state).toBe('invitation_due');
  });
});

describe('reminders of an incentive', () => {
  it('TIM-08: use each day once, the newest of those missed, and the sweep is told of the next', () => {
    const incentive = invited();
    expect(incentive.dueMail(day(22))).toBe(21);
    incentive.order(21, newId(), day(22));
    expect([incentive.dueMail(day(22)), incentive.nextAt]).toEqual([undefined, day(28)]);
  });

  it('TIM-08: after the window what was planned is passed over and nothing looks any more', () => {
    const incentive = invited();
    incentive.passSlots(day(30, 1));
    expect(incentive.nextAt).toBeNull();
  });

  it('TIM-08: a try of tomorrow does not bring a later day forward', () => {
    const incentive = invited();
    incentive.block('NO_ADDRESS', day(1));
    expect(incentive.nextAt).toEqual(day(7));
  });

  it('TIM-08: up to its last instant the window is open', () => {
    const incentive = invited();
    incentive.passSlots(day(30));
    expect(incentive.dueMail(day(30))).toBe(28);
  });

  it('TIM-08: within the window nothing is passed over', () => {
    const incentive = invited();
    incentive.passSlots(day(8));
    expect(incentive.dueMail(day(8))).toBe(7);
  });

  it('INC-02: one that was taken back because the address changed has its day again', () => {
    const incentive = invited();
    incentive.order(14, newId(), day(14));
    incentive.settle('cancelled', incentive.deliveryId ?? '', day(14));
    expect([incentive.dueMail(day(14)), incentive.nextAt]).toEqual([14, day(14)]);
  });

  it('INC-11: one that came back is not repeated; the next day is', () => {
    const incentive = invited();
    incentive.order(14, newId(), day(14));
    incentive.settle('bounced', incentive.deliveryId ?? '', day(14));
    expect([incentive.state, incentive.blocked, incentive.dueMail(day(15)), incentive.dueMail(day(21))]).toEqual(['invited', 'ADDRESS_REFUSED', undefined, 21]);
  });

  it('INC-11: an ordered one is not sent after somebody enrolled, after the window, or when a newer one took its place', () => {
    const incentive = invited();
    const id = newId();
    incentive.order(28, id, day(28));
    expect([incentive.awaits(id, day(30)), incentive.awaits(id, day(30, 1)), incentive.awaits(newId(), day(28))]).toEqual([true, false, false]);
    incentive.decline(day(28));
    expect(incentive.awaits(id, day(28))).toBe(false);
  });
});

describe('enrolling', () => {
  it('SM-12: begins with the invitation', () => {
    expect(reason(() => start().saveProfiles(profiles))).toBe('SM-12 NOT_INVITED');
    expect(reason(() => start().decline(day(1)))).toBe('SM-12 NOT_INVITED');
  });

  it('INC-08: needs both profiles, which can be saved one by one', () => {
    const incentive = invited();
    expect(reason(() => incentive.submit({ mpnId: '1', by: newId(), now: day(1) }))).toBe('INC-08 PROFILES_MISSING');
    expect(incentive.saveProfiles({ payout: profiles.payout })).toEqual(['payout']);
    expect(refusedFields(() => incentive.submit({ mpnId: '1', by: newId(), now: day(1) }))).toEqual(['tax']);
    expect(reason(() => incentive.submit({ mpnId: '1', by: newId(), now: day(1) }))).toBe('INC-08 PROFILES_MISSING');
    expect(incentive.saveProfiles({ tax: profiles.tax })).toEqual(['tax']);
    const other = invited();
    other.saveProfiles({ tax: profiles.tax });
    expect(refusedFields(() => other.submit({ mpnId: '1', by: newId(), now: day(1) }))).toEqual(['payout']);
    incentive.submit({ mpnId: '6200002', by: newId(), now: day(1) });
    expect([incentive.state, incentive.mpnId, incentive.nextAt]).toEqual(['submitted', '6200002', null]);
  });

  it('INC-08: is complete with both verified', () => {
    const incentive = submitted();
    incentive.verify({ payout: 'verified', tax: 'verified' }, day(4));
    expect([incentive.state, incentive.enrolledAt, incentive.verification]).toEqual(['enrolled', day(4), { payout: 'verified', tax: 'verified', at: day(4).toISOString() }]);
  });

  it('INC-08: a problem needs a note, and leads back to the profiles', () => {
    const incentive = submitted();
    expect(reason(() => incentive.verify({ payout: 'problem', tax: 'verified', note: ' ' }, day(4)))).toBe('INC-08 VERIFICATION_NOTE_REQUIRED');
    expect(incentive.state).toBe('submitted');
    incentive.verify({ payout: 'problem', tax: 'verified', note: 'Other holder' }, day(4));
    expect([incentive.state, incentive.verification?.note]).toEqual(['action_required', 'Other holder']);
    incentive.saveProfiles({ payout: profiles.payout });
    incentive.submit({ mpnId: '6200002', by: newId(), now: day(5) });
    expect(incentive.state).toBe('submitted');
  });

  it('INC-09: ends with the fiscal year and goes on by itself while the program is held', () => {
    const incentive = submitted();
    incentive.verify({ payout: 'verified', tax: 'verified' }, day(4));
    const end = new Date('2026-07-01T00:00:00Z');
    expect([incentive.nextAt, incentive.turnYear(new Date(end.getTime() - 1), true)]).toEqual([end, undefined]);
    expect([incentive.turnYear(end, true), incentive.termEndsAt, incentive.nextAt, incentive.state]).toEqual(['rolled_over', new Date('2027-07-01T00:00:00Z'), new Date('2027-07-01T00:00:00Z'), 'enrolled']);
    expect([incentive.turnYear(new Date('2027-07-03T00:00:00Z'), false), incentive.endedAt, incentive.nextAt]).toEqual(['ended', new Date('2027-07-03T00:00:00Z'), null]);
    expect(incentive.turnYear(new Date('2028-07-03T00:00:00Z'), true)).toBeUndefined();
    expect(invited().turnYear(end, true)).toBeUndefined();
  });

  it('INC-09: that was not looked at for two years goes on in the present one', () => {
    const incentive = submitted();
    incentive.verify({ payout: 'verified', tax: 'verified' }, day(4));
    incentive.turnYear(new Date('2028-03-01T00:00:00Z'), true);
    expect(incentive.termEndsAt).toEqual(new Date('2028-07-01T00:00:00Z'));
  });

  it('SM-12: an answer stands', () => {
    expect(reason(() => submitted().decline(day(4)))).toBe('SM-12 INCENTIVE_LOCKED');
    const declined = invited();
    declined.decline(day(1));
    expect(reason(() => declined.saveProfiles(profiles))).toBe('SM-12 INCENTIVE_LOCKED');
    expect(reason(() => declined.verify({ payout: 'verified', tax: 'verified' }, day(2)))).toBe('SM-12 NOT_SUBMITTED');
  });

  it('SM-12: every state can be reached', () => {
    expect([...reachable(INCENTIVE_TRANSITIONS, 'invitation_due')].sort()).toEqual(Object.keys(INCENTIVE_TRANSITIONS).sort());
  });
});

describe('mailing the invitation once more', () => {
  it('EML-07: belongs to no day, and happens at most once an hour', () => {
    const incentive = invited();
    expect(reason(() => requireResendable(incentive, day(0, 3_599_999)))).toBe('EML-07 INCENTIVE_MAIL_RECENT');
    expect(requireResendable(incentive, day(0, 3_600_000))).toBeUndefined();
    incentive.repeat(newId(), day(1));
    expect([incentive.state, incentive.dueMail(day(7))]).toEqual(['invited', 7]);
  });

  it('EML-07: counts as the invitation where that has not gone out, but not while it is on its way', () => {
    const incentive = start(10);
    expect(requireResendable(incentive, day(1))).toBe(INVITATION_DAY);
    incentive.order(INVITATION_DAY, newId(), day(1));
    expect(reason(() => requireResendable(incentive, day(2)))).toBe('EML-07 INCENTIVE_MAIL_UNDER_WAY');
  });

  it('INC-11: is for those who have not answered', () => {
    expect(reason(() => requireResendable(submitted(), day(9)))).toBe('SM-12 INCENTIVE_LOCKED');
  });
});
