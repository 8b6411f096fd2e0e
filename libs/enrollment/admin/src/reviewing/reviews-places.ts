import type { RecordPlace } from '@tandem/platform-admin';

/** Where enrollments are shown: operators open them in the queue, everybody else has one of their own. */
export const reviewsPlaces: readonly RecordPlace[] = [
  { type: 'enrollment', action: 'enrollment.review', path: '/enrollments', query: (id) => ({ open: id }) },
  { type: 'enrollment', action: 'enrollment.read', path: '/enrollment', query: () => ({}) },
];
