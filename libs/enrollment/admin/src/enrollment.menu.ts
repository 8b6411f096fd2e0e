import type { MenuEntry, OverviewPart } from '@tandem/platform-admin';
import { EnrollmentOverview } from './applying/enrollment-overview';
import { reviewsWaiting } from './reviewing/reviews-waiting';

/** The menu entries of enrollment: the own one as long as there is no reseller program, the queue for operators (SCR-00, SCR-31). */
export const enrollmentMenu: readonly MenuEntry[] = [
  { path: 'enrollment', label: 'enrollment.menu', icon: 'file-text', action: 'enrollment.read', when: (session) => session.me().programs.length === 0, key: 'e', order: 9 },
  { path: 'enrollments', label: 'reviews.title', icon: 'list-checks', action: 'enrollment.review', key: 'n', order: 9, count: reviewsWaiting },
];

/** What enrollment says on the overview. */
export const enrollmentOverview: readonly OverviewPart[] = [{ component: EnrollmentOverview, order: 5, when: (session) => session.may('enrollment.read') && !session.holds('operator') && !session.holds('indirect_provider') && !session.holds('customer') }];
