import { OPEN, TIME_IS_UP } from '@tandem/invitations-server';
import type { Conditions } from '@tandem/platform-server';

const WEEK = 7 * 86_400_000;

/** What a list of requests can be narrowed to. */
export type RequestView = 'waiting' | 'expiring' | 'problems' | 'failed' | 'bounced';

/**
 * Narrows a list of requests to a saved view, as of `now`. `waiting`: gone out and not answered; `expiring`: the link ends within
 * seven days; `problems`: the mail did not arrive, waits for another try, or nobody knows; of these, `failed`: the mail server took
 * it from nobody, and `bounced`: it was taken and came back.
 */
export function addView(where: Conditions, view: RequestView, now: Date): void {
  where.add(OPEN).add(`${TIME_IS_UP} is not true`, now);
  if (view === 'waiting') where.add(`i.state in ('queued', 'sent', 'issued')`);
  if (view === 'expiring') where.add('i.expires_at <= ?::timestamptz and not i.expiry_held', new Date(now.getTime() + WEEK));
  if (view === 'problems') where.add(`i.state = 'delivery_failed' or (i.state = 'queued' and d.state in ('uncertain', 'deferred'))`);
  if (view === 'failed') where.add(`i.state = 'delivery_failed' and d.state is distinct from 'bounced'`);
  if (view === 'bounced') where.add(`i.state = 'delivery_failed' and d.state = 'bounced'`);
}
