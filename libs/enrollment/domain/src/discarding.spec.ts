import { describe, expect, it } from '@jest/globals';
import { requireDiscardable } from './discarding';
import { ENROLLMENT_TRANSITIONS } from './enrollment-state';
import type { EnrollmentState } from './enrollment-state';

const now = new Date('2026-03-06T10:00:00Z');
const STATES = Object.keys(ENROLLMENT_TRANSITIONS) as EnrollmentState[];

describe('dropping an enrollment', () => {
  it('ENR-15: is for a draft that was never submitted, and for nothing else', () => {
    for (const path of ['application', 'transition'] as const) {
      const dropped = STATES.filter((state) => {
        try {
          requireDiscardable({ path, state, submittedAt: null });
          return true;
        } catch {
          return false;
        }
      });
      expect(dropped).toEqual(['draft']);
      expect(() => requireDiscardable({ path, state: 'draft', submittedAt: now })).toThrow('ENROLLMENT_LOCKED (ENR-15)');
    }
  });

  it('ORG-04: says of a finished transition that nobody takes it back', () => {
    for (const state of ['active', 'suspended'] as const) {
      expect(() => requireDiscardable({ path: 'transition', state, submittedAt: now })).toThrow('NO_ROLLBACK (ORG-04)');
      expect(() => requireDiscardable({ path: 'application', state, submittedAt: now })).toThrow('ENROLLMENT_LOCKED (ENR-15)');
    }
    expect(() => requireDiscardable({ path: 'transition', state: 'qualified', submittedAt: now })).toThrow('ENROLLMENT_LOCKED (ENR-15)');
  });
});
