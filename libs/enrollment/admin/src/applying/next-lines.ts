import type { EnrollmentView } from '@tandem/enrollment-contract';

/** One thing that is to be done: by whom, and where. */
export interface NextLine {
  readonly id: 'contact' | 'review' | 'mpn' | 'agreement' | 'providers';
  readonly who: 'contact' | 'operator' | 'you';
  /** ISO 8601; until when, where there is a date. */
  readonly until?: string;
  /** Page that leads on. */
  readonly path?: string;
}

/** What is next, in the order in which it stands in the way. `associated`: the account stands on an MPN location already; undefined when that is not known. */
export function nextOf({ state, contact, expectedUntil }: Pick<EnrollmentView, 'state' | 'contact' | 'expectedUntil'>, associated: boolean | undefined): NextLine[] {
  if (state === 'active' || state === 'suspended') return [];
  const lines: NextLine[] = [];
  if (state === 'contact_pending') lines.push({ id: 'contact', who: 'contact', ...(contact ? { until: contact.expiresAt } : {}) });
  if (state === 'contact_pending' || state === 'in_review') lines.push({ id: 'review', who: 'operator', ...(expectedUntil ? { until: expectedUntil } : {}) });
  if (associated === false) lines.push({ id: 'mpn', who: 'you', path: '/settings/locations' });
  lines.push({ id: 'agreement', who: 'you', ...(state === 'qualified' && associated !== false ? { path: '/settings/agreements' } : {}) });
  return lines;
}
