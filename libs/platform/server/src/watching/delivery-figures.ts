import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import type { FiguresView } from '@tandem/platform-contract';
import { Clock } from '@tandem/platform-kernel';
import type { Actor } from '../auth/actor';
import { watchedOrganisation } from './delivery-filter';
import type { Window } from './delivery-filter';

/** What a window is drawn in: its length and its steps, in milliseconds. */
const WINDOWS: Readonly<Record<Window, { readonly step: number; readonly steps: number }>> = {
  hour: { step: 150_000, steps: 24 },
  day: { step: 3_600_000, steps: 24 },
  week: { step: 6 * 3_600_000, steps: 28 },
};
/** What waits is counted up to here, so that a flood costs no more. */
const MOST = 100_000;
/** Many consoles that look at once read the same figures. */
const FRESH_MS = 2_000;

/** How mails ended per step: read from the index of settled mails alone. */
export const ENDED = `
select state, floor(extract(epoch from settled_at - ?::timestamptz) * 1000 / ?)::int as step, count(*)::int as count from delivery
where settled_at is not null and settled_at >= ?::timestamptz and state in ('sent', 'failed', 'bounced', 'uncertain') and (?::uuid is null or organisation_id = ?)
group by 1, 2`;
export const WAITING = `
with waiting as (
  select id, job_id from delivery where state in ('queued', 'sending') and (?::uuid is null or organisation_id = ?) limit ${MOST + 1}
)
select (select count(*)::int from waiting) as count,
  (select extract(epoch from now() - min(greatest(job.not_before, job.created_at)))
   from (select job_id from waiting order by id limit 200) as first join job on job.id = first.job_id)::int as oldest`;
export const RETRYING = `
with retrying as (
  select job_id from delivery where state = 'deferred' and (?::uuid is null or organisation_id = ?) limit ${MOST + 1}
)
select count(*)::int as count, min(job.not_before) as next from retrying join job on job.id = retrying.job_id`;
export const DEAD = `
select state, count(*)::int as count from delivery
where state in ('failed', 'bounced', 'uncertain') and dismissal is null and (?::uuid is null or organisation_id = ?) group by state`;

type Ended = 'sent' | 'failed' | 'bounced' | 'uncertain';

/** The figures of mails over a window; what they cost follows what happened within it, not what was ever sent. */
@Injectable()
export class DeliveryFigures {
  private readonly known = new Map<string, { readonly until: number; readonly figures: Promise<FiguresView> }>();

  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Of the caller's organisation; operators: of all, or of the one they name. At most two seconds old. */
  read(actor: Actor, { window = 'day', organisation }: { readonly window?: Window | undefined; readonly organisation?: string | undefined }): Promise<FiguresView> {
    const whose = watchedOrganisation(actor) ?? organisation ?? null;
    const key = `${window} ${whose ?? 'all'}`;
    const now = performance.now();
    const known = this.known.get(key);
    if (known && known.until > now) return known.figures;
    for (const [old, { until }] of this.known) if (until <= now) this.known.delete(old);
    const figures = this.count(window, whose);
    figures.catch(() => this.known.delete(key));
    this.known.set(key, { until: now + FRESH_MS, figures });
    return figures;
  }

  private async count(window: Window, whose: string | null): Promise<FiguresView> {
    const { step, steps } = WINDOWS[window];
    // Steps begin at whole multiples, so that a bar keeps its place while time goes on.
    const last = Math.floor(this.clock.now().getTime() / step) * step;
    const from = new Date(last - (steps - 1) * step);
    const read = <Row>(sql: string, parameters: readonly unknown[]): Promise<Row[]> => this.em.getConnection().execute(sql, [...parameters, whose, whose], 'all');
    const [ended, [waiting], [retrying], dead] = await Promise.all([
      read<{ state: Ended; step: number; count: number }>(ENDED, [from, step, from]),
      read<{ count: number; oldest: number | null }>(WAITING, []),
      read<{ count: number; next: string | null }>(RETRYING, []),
      read<{ state: Ended; count: number }>(DEAD, []),
    ]);
    const sum = (rows: readonly { readonly state: Ended; readonly count: number }[], state: Ended): number =>
      rows.filter((row) => row.state === state).reduce((total, { count }) => total + count, 0);
    const endedIn = (rows: typeof ended) => ({ sent: sum(rows, 'sent'), failed: sum(rows, 'failed'), bounced: sum(rows, 'bounced'), uncertain: sum(rows, 'uncertain') });
    return {
      window,
      from: from.toISOString(),
      ...endedIn(ended),
      waiting: { ...capped(waiting?.count), ...(waiting?.oldest == null ? {} : { oldestSeconds: Math.max(0, waiting.oldest) }) },
      retrying: { ...capped(retrying?.count), ...(retrying?.next ? { nextAt: new Date(retrying.next).toISOString() } : {}) },
      dead: { failed: sum(dead, 'failed'), bounced: sum(dead, 'bounced'), uncertain: sum(dead, 'uncertain') },
      steps: Array.from({ length: steps }, (_, at) => ({ from: new Date(from.getTime() + at * step).toISOString(), ...endedIn(ended.filter((row) => Math.min(row.step, steps - 1) === at)) })),
    };
  }
}

const capped = (count = 0): { count: number; capped: boolean } => ({ count: Math.min(count, MOST), capped: count > MOST });
