import { describe, expect, it } from '@jest/globals';
import type { IncentiveSummary } from '@tandem/incentives-contract';
import { hasWindow, inTrouble, phaseOf, sentElsewhere, toneOf } from './phase';

const ENDS = '2026-12-09T08:03:00.000Z';
const during = Date.parse('2026-11-20T09:42:00.000Z');
const incentive = (given: Partial<IncentiveSummary>): IncentiveSummary => ({ state: 'invited', overdue: false, daysLeft: 19, enrollDueAt: ENDS, ...given }) as IncentiveSummary;

describe('the phase of an incentive', () => {
  it.each([
    [30, 'open', ''],
    [15, 'open', ''],
    [14, 'soon', 'warn'],
    [4, 'soon', 'warn'],
    [3, 'last', 'bad'],
    [0, 'last', 'bad'],
  ])('TIM-08: with %i days left it is %s', (daysLeft, phase, tone) => {
    const found = phaseOf(incentive({ daysLeft }), during);
    expect([found, toneOf(found)]).toEqual([phase, tone]);
  });

  it('CON-07: the window ends at its hour, not at the end of that day; nothing is drawn of it any more, and nobody is blamed', () => {
    expect(phaseOf(incentive({ daysLeft: 0 }), Date.parse(ENDS))).toBe('last');
    const phase = phaseOf(incentive({ daysLeft: 0 }), Date.parse(ENDS) + 1);
    expect([phase, toneOf(phase), hasWindow(phase)]).toEqual(['passed', '', false]);
    expect(phaseOf(incentive({ daysLeft: -1 }), during)).toBe('passed');
  });

  it('TIM-07: before the invitation is out, being late says more than being blocked', () => {
    expect(phaseOf(incentive({ state: 'invitation_due' }), during)).toBe('due');
    expect(phaseOf(incentive({ state: 'invitation_due', blocked: 'NO_ADDRESS' }), during)).toBe('blocked');
    expect(phaseOf(incentive({ state: 'invitation_due', blocked: 'NO_ADDRESS', overdue: true }), during)).toBe('overdue');
  });

  it('SM-12: after the answer the days say nothing', () => {
    expect((['submitted', 'action_required', 'enrolled', 'declined'] as const).map((state) => phaseOf(incentive({ state, daysLeft: 2 }), during))).toEqual(['submitted', 'action_required', 'enrolled', 'declined']);
  });

  it('INC-09: one that was not continued has ended', () => {
    expect(phaseOf(incentive({ state: 'enrolled', endedAt: ENDS }), during)).toBe('ended');
  });
});

describe('trouble with the mails of an incentive', () => {
  const came = (state: 'sent' | 'failed' | 'bounced') => ({ lastDelivery: { id: '1', state, at: ENDS } });

  it('INC-03: is one that cannot go out, was refused or came back, while an answer is awaited', () => {
    expect([{ blocked: 'NO_LOCATION' as const }, came('failed'), came('bounced')].map((given) => inTrouble(incentive(given)))).toEqual([true, true, true]);
    expect(inTrouble(incentive(came('sent')))).toBe(false);
    expect(inTrouble(incentive({ state: 'submitted', ...came('bounced') }))).toBe(false);
  });
});

describe('the address of the newest mail', () => {
  const [email, lastDelivery] = ['mpn@keller.example', { id: '1', state: 'sent' as const, at: ENDS, recipient: 'MPN@keller.example' }];

  it('INC-02: is told when mails go to another one since, or to none', () => {
    expect(sentElsewhere(incentive({ email, lastDelivery }))).toBeUndefined();
    expect(sentElsewhere(incentive({ email: 'ops@keller.example', lastDelivery }))).toBe('MPN@keller.example');
    expect(sentElsewhere(incentive({ lastDelivery }))).toBe('MPN@keller.example');
    expect(sentElsewhere(incentive({ state: 'enrolled', email, lastDelivery }))).toBe('MPN@keller.example');
    expect(sentElsewhere(incentive({ email }))).toBeUndefined();
  });
});
