import { describe, expect, it } from '@jest/globals';
import type { EnrollmentView } from '@tandem/enrollment-contract';
import { nextOf } from './next-lines';

const at = (state: EnrollmentView['state'], associated?: boolean) => nextOf({ state, expectedUntil: '2026-03-14T00:00:00.000Z' }, associated).map(({ id, path }) => `${id}${path ?? ''}`);

describe('what is next on the way', () => {
  it('R2: the contact, then the review, then the agreement', () => {
    expect(at('contact_pending', true)).toEqual(['contact', 'review', 'agreement']);
    expect(at('in_review', true)).toEqual(['review', 'agreement']);
  });

  it('MPN-07: a location that is not chosen yet stands before the agreement', () => {
    expect(at('in_review', false)).toEqual(['review', 'mpn/settings/locations', 'agreement']);
    expect(at('qualified', false)).toEqual(['mpn/settings/locations', 'agreement']);
    expect(at('in_review')).toEqual(['review', 'agreement']);
  });

  it('AGR-01: the agreement can be gone to once the company is approved, and nothing is left when it is signed', () => {
    expect(at('qualified', true)).toEqual(['agreement/settings/agreements']);
    expect(at('active', true)).toEqual([]);
  });
});
