import type { EntityManager } from '@mikro-orm/postgresql';
import type { QueueView, ScheduleView, WatchView, WorkerView } from '@tandem/platform-contract';
import { LOST_AFTER_S } from './heartbeat';

/** From here on operators are told that work waits for too long, in seconds. */
const LATE_AFTER_S = 60;

const WORKERS = `select id, host, pid, version, concurrency, started_at, seen_at, busy, work, seen_at < now() - interval '${LOST_AFTER_S} seconds' as lost from worker order by started_at, id`;
// What is due by both clocks; it has waited since it was due by real time, or since it was handed out.
export const QUEUE_DEPTHS = `
select queue,
  count(*) filter (where state = 'dispatched' or state = 'pending' and due)::int as due,
  count(*) filter (where state = 'pending' and not due)::int as later,
  count(*) filter (where state = 'running')::int as running,
  count(*) filter (where state = 'failed')::int as failed,
  max(extract(epoch from now() - greatest(not_before, created_at, run_at - clock_shift)))
    filter (where state = 'dispatched' or state = 'pending' and due)::int as oldest
from (
  select queue, state, not_before, created_at, run_at, clock_shift, run_at <= now() + clock_shift and not_before <= now() as due
  from job, (select clock_shift()) as c(clock_shift) where state in ('pending', 'dispatched', 'running', 'failed')
) as open group by queue order by queue`;
const SCHEDULES = `
select name, queue, every_ms, last_run_at, took_ms, error, coalesce(last_run_at, seen_at) + every_ms * interval '1 ms' as next_run_at,
  coalesce(last_run_at, seen_at) + greatest(2 * every_ms, 30000) * interval '1 ms' < now() as overdue
from schedule order by name`;
export const DEAD_LETTERS = `
select (select count(*)::int from delivery where state in ('failed', 'bounced', 'uncertain') and dismissal is null) as deliveries,
  (select count(*)::int from job where state = 'failed' and kind = 'transactional') as jobs`;

interface WorkerRow extends Pick<WorkerView, 'id' | 'host' | 'pid' | 'version' | 'concurrency' | 'busy' | 'work'> {
  readonly started_at: string;
  readonly seen_at: string;
  readonly lost: boolean;
}
interface ScheduleRow {
  readonly name: string;
  readonly queue: ScheduleView['queue'];
  readonly every_ms: number;
  readonly last_run_at: string | null;
  readonly took_ms: number | null;
  readonly error: string | null;
  readonly next_run_at: string;
  readonly overdue: boolean;
}

const instant = (value: string): string => new Date(value).toISOString();

/** The workers as they were last heard of, oldest first. */
export async function findWorkers(em: EntityManager): Promise<WorkerView[]> {
  const rows = await em.execute<WorkerRow[]>(WORKERS);
  return rows.map(({ started_at, seen_at, lost, work, ...row }) => ({
    ...row,
    startedAt: instant(started_at),
    seenAt: instant(seen_at),
    state: lost ? 'lost' : row.busy > 0 ? 'busy' : 'idle',
    work: work.map(({ id, name, since }) => ({ id, name, ...(since ? { since: instant(since) } : {}) })),
  }));
}

/** Depth and age of the queues that hold anything undone. */
export async function findQueues(em: EntityManager): Promise<QueueView[]> {
  const rows = await em.execute<(Omit<QueueView, 'oldestSeconds'> & { oldest: number | null })[]>(QUEUE_DEPTHS);
  return rows.map(({ oldest, ...row }) => ({ ...row, ...(oldest === null ? {} : { oldestSeconds: Math.max(0, oldest) }) }));
}

/** Recurring work that some worker has announced. */
export async function findSchedules(em: EntityManager): Promise<ScheduleView[]> {
  const rows = await em.execute<ScheduleRow[]>(SCHEDULES);
  return rows.map(({ name, queue, every_ms, last_run_at, took_ms, error, next_run_at, overdue }) => ({
    name,
    queue,
    everyMs: every_ms,
    ...(last_run_at === null ? {} : { lastRunAt: instant(last_run_at), result: error === null ? 'done' : 'failed' }),
    ...(took_ms === null ? {} : { tookMs: took_ms }),
    ...(error === null ? {} : { error }),
    nextRunAt: instant(next_run_at),
    overdue,
  }));
}

/** Whether the work goes on. */
export async function readWatch(em: EntityManager): Promise<WatchView> {
  const alive = (await findWorkers(em)).filter(({ state }) => state !== 'lost').length;
  const ages = (await findQueues(em)).map(({ oldestSeconds = 0 }) => oldestSeconds);
  const [dead] = await em.execute<WatchView['dead'][]>(DEAD_LETTERS);
  const oldest = Math.max(0, ...ages);
  return {
    state: alive === 0 ? 'stopped' : oldest > LATE_AFTER_S ? 'late' : 'working',
    workers: alive,
    ...(oldest > 0 ? { oldestSeconds: oldest } : {}),
    dead: dead ?? { deliveries: 0, jobs: 0 },
  };
}
