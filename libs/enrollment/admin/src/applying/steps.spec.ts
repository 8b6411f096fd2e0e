import { describe, expect, it } from '@jest/globals';
import type { EnrollmentState } from '@tandem/enrollment-contract';
import { stepsOf } from './steps';

const at = (state: EnrollmentState, checks: number = 0) => stepsOf({ state, checks: Array.from({ length: checks }, () => ({ id: 'mpn', result: 'pass', evidence: {}, setByHand: false })) }).map((step) => step.state);

describe('the way into the program', () => {
  it('VER-10: the step that somebody stands on is one, and those before it are over', () => {
    expect(at('contact_pending')).toEqual(['now', 'ahead', 'ahead', 'ahead', 'ahead']);
    expect(at('in_review')).toEqual(['done', 'now', 'ahead', 'ahead', 'ahead']);
    expect(at('in_review', 6)).toEqual(['done', 'done', 'now', 'ahead', 'ahead']);
    expect(at('qualified', 6)).toEqual(['done', 'done', 'done', 'now', 'ahead']);
    expect(at('active', 6)).toEqual(['done', 'done', 'done', 'done', 'done']);
  });

  it('VER-06: a company that was rejected, or asked for papers, stands before the decision', () => {
    expect([at('rejected', 6), at('action_required', 6)]).toEqual([['done', 'done', 'stopped', 'ahead', 'ahead'], ['done', 'done', 'stopped', 'ahead', 'ahead']]);
  });
});
