import type { RecordPlace } from '../shell/record-place';

const found = (id: string) => ({ q: id, open: id });

/** Where mails and jobs are shown. */
export const watchingPlaces: readonly RecordPlace[] = [
  { type: 'delivery', action: 'delivery.read', path: '/deliveries', query: found },
  { type: 'job', action: 'job.manage', path: '/jobs', query: found },
];
