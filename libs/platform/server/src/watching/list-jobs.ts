import type { EntityManager } from '@mikro-orm/postgresql';
import type { JobView } from '@tandem/platform-contract';
import { isUuid } from '@tandem/platform-kernel';
import { resource } from '../http/resource';
import { array } from '../jobs/job-rows';
import type { Dismissal } from './dead-letters';
import { textArray } from './delivery-filter';

/** Which jobs; `id` alone finds one. */
export interface JobFilter {
  readonly id?: string | undefined;
  readonly ids?: readonly string[] | undefined;
  readonly search?: string | undefined;
  readonly state?: readonly string[] | undefined;
  readonly queue?: string | undefined;
  readonly name?: string | undefined;
  readonly kind?: JobView['kind'] | undefined;
  readonly reason?: readonly string[] | undefined;
  readonly dismissed?: 'no' | 'yes' | undefined;
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
  readonly dismissal: Dismissal | null;
}

/** Conditions on `job` and their parameters. */
export function jobConditions({ id, ids, search, state, queue, name, kind, reason, dismissed }: JobFilter): { readonly sql: string; readonly params: readonly unknown[] } {
  const parts: (readonly [string, ...unknown[]])[] = [
    ...(id ? [['job.id = ?', id] as const] : []),
    ...(ids ? [['job.id = any(?::uuid[])', array(ids)] as const] : []),
    ...(state && state.length > 0 ? [['job.state = any(?::text[])', textArray(state)] as const] : []),
    ...(queue ? [['job.queue = ?', queue] as const] : []),
    ...(name ? [['job.name = ?', name] as const] : []),
    ...(kind ? [['job.kind = ?', kind] as const] : []),
    ...(reason && reason.length > 0 ? [['job.reason = any(?::text[])', textArray(reason)] as const] : []),
    ...(dismissed ? [[dismissed === 'yes' ? 'job.dismissal is not null' : 'job.dismissal is null'] as const] : []),
    ...(search ? [isUuid(search) ? (['job.id = ? or job.subject_id = ?', search, search] as const) : (['starts_with(job.name, ?)', search.toLowerCase()] as const)] : []),
  ];
  return { sql: parts.map(([sql]) => `(${sql})`).join(' and ') || 'true', params: parts.flatMap(([, ...values]) => values) };
}

/** Jobs of all organisations, newest first; for operators. `after` is the id of the last one of the page before. */
export async function findJobs(em: EntityManager, { after, ...filter }: JobFilter & { readonly after?: string | undefined }, limit: number): Promise<JobView[]> {
  const { sql, params } = jobConditions(filter);
  const rows: Row[] = await em.execute(
    `select id, name, queue, kind, state, attempts, max_attempts, reason, last_error, subject_type, subject_id, run_at, created_at, finished_at, correlation_id, dismissal
     from job where ${sql} ${after ? 'and job.id < ?' : ''} order by id desc limit ?`,
    [...params, ...(after ? [after] : []), limit],
  );
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
  ...(row.dismissal === null ? {} : { dismissal: row.dismissal }),
  ...resource('Job', `/v1/jobs/${row.id}`),
});
