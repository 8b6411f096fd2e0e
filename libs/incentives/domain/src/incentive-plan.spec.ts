import { describe, expect, it } from '@jest/globals';
import { dueSlot, onDay, openSlots, planIncentive, validSlots } from './incentive-plan';
import { incentiveOf, termAt } from './incentive-program';

const T0 = new Date('2026-03-06T10:00:00Z');
const day = (count: number): Date => onDay(T0, count);
const schedule = { inviteDelayDays: 10, reminderDays: [7, 14, 21, 28] };
const row = (changes: object = {}) => ({ state: 'invited', startedAt: T0, invitedAt: day(0), enrollDueAt: day(30), reminderDays: schedule.reminderDays, remindedDay: null, ...changes });

describe('the plan of an incentive', () => {
  it('TIM-05: has the invitation after the delay and due after 30 days of 24 hours, also over a change of clocks', () => {
    const plan = planIncentive('reseller', T0, schedule);
    expect(plan).toEqual({ inviteAt: new Date('2026-03-16T10:00:00Z'), inviteDueAt: new Date('2026-04-05T10:00:00Z'), enrollDueAt: new Date('2026-04-05T10:00:00Z') });
  });

  it('INC-01: never has the invitation later than 30 days, whatever it waits for', () => {
    expect(planIncentive('reseller', T0, { ...schedule, inviteDelayDays: 30 }).inviteAt).toEqual(day(30));
    expect(planIncentive('reseller', T0, { ...schedule, inviteDelayDays: 0 }, day(1)).inviteAt).toEqual(day(1));
    expect(planIncentive('reseller', T0, { ...schedule, inviteDelayDays: 0 }, day(40)).inviteAt).toEqual(day(30));
  });

  it('TIM-08: has no slot before the invitation was out, and none after the window', () => {
    expect(validSlots(row({ invitedAt: day(10) })).map((slot) => slot.day)).toEqual([14, 21, 28]);
    expect(validSlots(row({ invitedAt: day(7) })).map((slot) => slot.day)).toEqual([14, 21, 28]);
    expect(validSlots(row({ reminderDays: [29, 30], enrollDueAt: day(29) })).map((slot) => slot.day)).toEqual([29]);
    expect(validSlots(row({ invitedAt: null }))).toEqual([]);
  });

  it('TIM-08: makes good several missed slots by one, the newest', () => {
    expect(dueSlot(row(), day(22))?.day).toBe(21);
    expect(dueSlot(row({ remindedDay: 21 }), day(22))).toBeUndefined();
    expect(dueSlot(row(), new Date(day(7).getTime() - 1))).toBeUndefined();
    expect(dueSlot(row(), day(7))?.day).toBe(7);
  });

  it('TIM-08: reminds of nothing after day 30', () => {
    expect(dueSlot(row(), day(30))?.day).toBe(28);
    expect(dueSlot(row(), new Date(day(30).getTime() + 1))).toBeUndefined();
  });

  it.each(['submitted', 'enrolled', 'declined', 'action_required', 'invitation_due'])('INC-11: reminds nobody who is %s', (state) => {
    expect(openSlots(row({ state }))).toEqual([]);
  });
});

describe('which incentive begins', () => {
  it('INC-01: the reseller incentive begins with the transition', () => {
    expect(incentiveOf({ program: 'indirect_reseller', path: 'transition' }, { newResellers: false })).toBe('reseller');
  });

  it('INC-13: and with an ordinary enrollment only where that is configured', () => {
    expect(incentiveOf({ program: 'indirect_reseller', path: 'application' }, { newResellers: false })).toBeUndefined();
    expect(incentiveOf({ program: 'indirect_reseller', path: 'application' }, { newResellers: true })).toBe('reseller');
  });

  it('INC-04: direct bill has its own; other programs have none', () => {
    expect(incentiveOf({ program: 'direct_bill', path: 'operator' }, { newResellers: false })).toBe('direct_bill');
    expect(incentiveOf({ program: 'indirect_provider', path: 'operator' }, { newResellers: true })).toBeUndefined();
  });

  it('INC-09: its term is the fiscal year, from July to June', () => {
    expect(termAt('reseller', new Date('2026-06-30T23:59:59Z'))).toEqual({ from: '2025-07-01', until: '2026-06-30', endsAt: new Date('2026-07-01T00:00:00Z') });
    expect(termAt('reseller', new Date('2026-07-01T00:00:00Z'))).toEqual({ from: '2026-07-01', until: '2027-06-30', endsAt: new Date('2027-07-01T00:00:00Z') });
  });
});
