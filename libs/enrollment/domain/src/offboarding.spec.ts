import { describe, expect, it } from '@jest/globals';
import { newId } from '@tandem/platform-kernel';
import { Offboarding } from './offboarding';

const now = new Date('2026-03-06T10:00:00Z');
const mark = (reason: string) => Offboarding.mark({ organisationId: newId(), reason, markedBy: newId(), now });

describe('the mark for offboarding', () => {
  it('TRN-01: needs a reason, which the partner reads', () => {
    for (const reason of ['', ' \n ']) expect(() => mark(reason)).toThrow('OFFBOARDING_REASON_REQUIRED (TRN-01)');
    expect(mark(' Moves to two tiers ')).toMatchObject({ reason: 'Moves to two tiers', since: now });
  });
});
