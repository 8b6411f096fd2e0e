import { computed, inject } from '@angular/core';
import type { ProfileAddition } from '@tandem/identity-admin';
import type { MenuEntry, OverviewPart, RecordPlace, Session } from '@tandem/platform-admin';
import { EnrollmentOverview } from './applying/enrollment-overview';
import { ReviewsWaiting } from './reviewing/reviews-waiting';

/** Whose organisation is, was, or can be on the way into the reseller program (ORG-05). */
const enrolled = (session: Session): boolean => !session.holds('operator') && !session.holds('indirect_provider') && !session.holds('customer');
const enrolls = (session: Session): boolean => enrolled(session) && !session.holds('indirect_reseller');

/** What waits for a decision; hot when one is late. */
function reviewsWaiting() {
  const waiting = inject(ReviewsWaiting);
  return computed(() => waiting.now());
}

/** The menu entries of enrollment (SCR-00). A direct-bill partner that is not marked does not see the option; a marked one finds it on the overview (TRN-01). */
export const enrollmentMenu: readonly MenuEntry[] = [
  { path: 'enrollment', label: 'enrollment.menu', icon: 'file-text', action: 'enrollment.read', when: (session) => enrolls(session) && !session.holds('direct_bill'), key: 'e', order: 5 },
  { path: 'enrollments', label: 'reviews.title', icon: 'shield-check', action: 'enrollment.review', key: 'v', order: 5, count: reviewsWaiting },
  { path: 'offboardings', label: 'offboarding.title', icon: 'arrow-right-left', action: 'organisation.manage', key: 'f', order: 6 },
  { path: 'business-calendar', label: 'calendar.title', icon: 'calendar-days', action: 'enrollment.review', key: 'b', order: 6 },
];

/** What enrollment says on the overview. */
export const enrollmentOverview: readonly OverviewPart[] = [{ component: EnrollmentOverview, order: 4, when: (session) => session.may('enrollment.edit') && enrolls(session) }];

/** Where an enrollment is shown: to whoever reviews it, and to whoever is on the way. */
export const enrollmentPlaces: readonly RecordPlace[] = [
  { type: 'enrollment', action: 'enrollment.review', path: '/enrollments', query: (id) => ({ open: id }) },
  { type: 'enrollment', action: 'enrollment.read', path: '/enrollment', query: () => ({}) },
];

/** Who follows it. */
const follows = (session: Session): boolean => session.may('enrollment.read') && enrolled(session);

/** What enrollment says on the page of the profile. */
export const enrollmentProfile: readonly ProfileAddition[] = [
  { section: 'legal', when: follows, load: () => import('./applying/verification-info').then((info) => info.VerificationInfo) },
  { section: 'programs', when: follows, load: () => import('./applying/program-info').then((info) => info.ProgramInfo) },
];
