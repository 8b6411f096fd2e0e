import { OPEN, TIME_IS_UP } from '@tandem/invitations-server';
import type { Conditions } from '@tandem/invitations-server';

const WEEK = 7 * 86_400_000;

/**
 * Narrows a list of requests to a saved view, as of `now`. `waiting`: gone out and not answered; `expiring`: the link ends within
 * seven days; `problems`: the mail has failed or nobody knows whether it arrived.
 */
export function addView(where: Conditions, view: 'waiting' | 'expiring' | 'problems', now: Date): void {
  where.add(OPEN).add(`${TIME_IS_UP} is not true`, now);
  if (view === 'waiting') where.add(`i.state in ('queued', 'sent', 'issued')`);
  if (view === 'expiring') where.add('i.expires_at <= ?::timestamptz and not i.expiry_held', new Date(now.getTime() + WEEK));
  if (view === 'problems') where.add(`i.state = 'delivery_failed' or (i.state = 'queued' and d.state in ('uncertain', 'deferred'))`);
}
