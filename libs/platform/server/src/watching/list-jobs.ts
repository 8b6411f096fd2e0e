import type { EntityManager } from '@mikro-orm/postgresql';
import type { JobView } from '@tandem/platform-contract';
import { resource } from '../http/resource';

/** Which jobs; `id` alone finds one. */
export interface JobFilter {
  readonly id?: string | undefined;
  readonly state?: readonly string[] | undefined;
  readonly queue?: string | undefined;
  readonly name?: string | undefined;
  readonly reason?: string | undefined;
  /** Id of the last one of the page before. */
  readonly after?: string | undefined;
}

interface Row extends Pick<JobView, 'id' | 'name' | 'queue' | 'kind' | 'state' | 'attempts'> {
  readonly max_attempts: number;
  readonly reason: string | null;
  readonly last_error: string | null;
  readonly subject_type: string | null;
  readonly subject_id: string | null;
  readonly run_at: string;
  readonly created_at: string;
  readonly finished_at: string | null;
  readonly correlation_id: string | null;
}

const LIST = `
select id, name, queue, kind, state, attempts, max_attempts, reason, last_error, subject_type, subject_id, run_at, created_at, finished_at, correlation_id
from job
where (?::uuid is null or id = ?) and (?::text[] is null or state = any(?::text[])) and (?::text is null or queue = ?) and (?::text is null or name = ?)
  and (?::text is null or reason = ?) and (?::uuid is null or id < ?)
order by id desc limit ?`;

/** Jobs of all organisations, newest first; for operators. */
export async function findJobs(em: EntityManager, { id, state, queue, name, reason, after }: JobFilter, limit: number): Promise<JobView[]> {
  const states = state && state.length > 0 ? `{${state.join()}}` : null;
  const filter = [id, states, queue, name, reason, after].flatMap((value) => [value ?? null, value ?? null]);
  const rows: Row[] = await em.execute(LIST, [...filter, limit]);
  return rows.map(jobView);
}

const instant = (value: string): string => new Date(value).toISOString();

const jobView = (row: Row): JobView => ({
  id: row.id,
  name: row.name,
  queue: row.queue,
  kind: row.kind,
  state: row.state,
  attempts: row.attempts,
  maxAttempts: row.max_attempts,
  ...(row.reason === null ? {} : { reason: row.reason }),
  ...(row.last_error === null ? {} : { lastError: row.last_error }),
  ...(row.subject_type === null || row.subject_id === null ? {} : { subject: { type: row.subject_type, id: row.subject_id } }),
  runAt: instant(row.run_at),
  createdAt: instant(row.created_at),
  ...(row.finished_at === null ? {} : { finishedAt: instant(row.finished_at) }),
  ...(row.correlation_id === null ? {} : { correlationId: row.correlation_id }),
  ...resource('Job', `/v1/jobs/${row.id}`),
});
