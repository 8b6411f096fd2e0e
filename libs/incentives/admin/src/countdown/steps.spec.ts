import { describe, expect, it } from '@jest/globals';
import type { IncentiveStep, IncentiveView } from '@tandem/incentives-contract';
import { enrollHindrance, markOfStep, nextStep, stateOfStep } from './steps';

const STEPS: readonly IncentiveStep[] = ['agreement', 'mpn_location', 'incentive_admin', 'payout_profile', 'tax_profile', 'verification'];

/** With the first `done` steps done. */
const incentive = (done: number, given: Partial<IncentiveView> = {}): IncentiveView => ({ state: 'invited', needed: STEPS.map((step, index) => ({ step, done: index < done, who: [] })), ...given }) as IncentiveView;
const marks = (one: IncentiveView): string => one.needed.map((step) => markOfStep(step, one).icon).join(' ');

describe('what an incentive needs', () => {
  it('INC-05: names the first thing that is missing', () => {
    expect(nextStep(incentive(2))?.step).toBe('incentive_admin');
    expect(nextStep(incentive(6))).toBeUndefined();
  });

  it('what is missing first stands out, what comes after it waits', () => {
    expect(marks(incentive(2))).toBe('circle-check circle-check circle-alert circle-dashed circle-dashed circle-dashed');
  });

  it('SM-12: after the answer nothing stands out, though whoever gave it may be gone', () => {
    for (const state of ['enrolled', 'declined'] as const) expect(marks(incentive(2, { state }))).not.toContain('circle-alert');
  });

  it('INC-08: nobody is blamed for what the operator still has to do', () => {
    expect(marks(incentive(5))).toMatch(/circle-check circle-dashed$/);
    expect(marks(incentive(5, { state: 'submitted' }))).toMatch(/circle-check hourglass$/);
  });

  it('INC-08: a profile with a problem stands out although it is there; the other one does not', () => {
    const found = incentive(5, { state: 'action_required', verification: { payout: 'problem', tax: 'verified', at: '2026-11-20T09:00:00.000Z' } });
    expect(found.needed.slice(3).map((step) => stateOfStep(step, found))).toEqual(['wrong', 'done', 'wrong']);
    const again = { ...found, state: 'submitted' as const };
    expect(again.needed.slice(3).map((step) => stateOfStep(step, again))).toEqual(['done', 'done', 'checking']);
  });

  it('INC-05: the invitation comes before the role', () => {
    expect(enrollHindrance({ state: 'invitation_due' }, true)).toBe('not_invited');
    expect(enrollHindrance({ state: 'invited' }, true)).toBe('role');
    expect(enrollHindrance({ state: 'action_required' }, false)).toBeNull();
  });
});
