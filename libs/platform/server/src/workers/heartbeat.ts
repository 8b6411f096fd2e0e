import { hostname } from 'node:os';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { newId } from '@tandem/platform-kernel';
import { Config } from '../config/config';
import { Announcer } from '../events/announcer';
import { describeError } from '../jobs/describe-error';
import { Schedules } from '../jobs/handler-registry';
import { array } from '../jobs/job-rows';
import { Leases } from '../jobs/leases';
import { ScheduleLog } from './schedule-log';
import { VERSION } from './version';

const EVERY_MS = 3_000;
/** A worker that was not heard of for this long counts as lost. */
export const LOST_AFTER_S = 15;
/** So long it is still shown. */
const FORGOTTEN_AFTER = '10 minutes';

// One statement a beat: what this worker claims right now is looked up by its tokens among the running jobs.
const BEAT = `
with forgotten as (delete from worker where seen_at < now() - interval '${FORGOTTEN_AFTER}'),
work as (
  select id, name, dispatched_at from job where state = 'running' and lease_token = any(?::uuid[]) order by dispatched_at limit 10
)
insert into worker (id, host, pid, version, concurrency, started_at, busy, work)
select ?, ?, ?, ?, ?, ?, ?, (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'since', dispatched_at)), '[]') from work)
on conflict (id) do update set seen_at = now(), busy = excluded.busy, work = excluded.work
returning xmax = 0 as new`;
const RUNS = `
insert into schedule (name, queue, every_ms, last_run_at, took_ms, error)
select name, queue, every_ms, at, took_ms, error
from jsonb_to_recordset(?::jsonb) as s(name text, queue text, every_ms int, at timestamptz, took_ms int, error text)
on conflict (name) do update set queue = excluded.queue, every_ms = excluded.every_ms, seen_at = now(),
  last_run_at = coalesce(excluded.last_run_at, schedule.last_run_at),
  took_ms = case when excluded.last_run_at is null then schedule.took_ms else excluded.took_ms end,
  error = case when excluded.last_run_at is null then schedule.error else excluded.error end
where excluded.last_run_at is null or schedule.last_run_at is null or excluded.last_run_at >= schedule.last_run_at`;

/** Says every few seconds that this worker lives, what it works on, and which schedules it ran. All in real time. */
@Injectable()
export class Heartbeat implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Heartbeat.name);
  private readonly id = newId();
  private readonly startedAt = new Date();
  private timer: NodeJS.Timeout | undefined;
  private beating: Promise<void> = Promise.resolve();

  constructor(
    private readonly em: EntityManager,
    private readonly config: Config,
    private readonly leases: Leases,
    private readonly schedules: Schedules,
    private readonly log: ScheduleLog,
    private readonly announcer: Announcer,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.beat(true);
    this.timer = setInterval(() => void this.turn(), EVERY_MS);
  }

  /** A worker that stops in order is gone at once, not lost. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.beating;
    await this.write('delete from worker where id = ?', [this.id]).catch((error: unknown) => this.warn(error));
    this.tell('platform.worker-stopped');
  }

  private turn(): Promise<void> {
    return (this.beating = this.beating.then(() => this.beat(false)).catch((error: unknown) => this.warn(error)));
  }

  private async beat(first: boolean): Promise<void> {
    const tokens = this.leases.held();
    const [row] = await this.write<{ new: boolean }>(BEAT, [array(tokens), this.id, hostname(), process.pid, VERSION, this.config.get('WORKER_CONCURRENCY'), this.startedAt, tokens.length]);
    await this.note(first || row?.new === true);
    if (row?.new) this.tell('platform.worker-started');
  }

  /** Writes down what ran; at first, and after the table was emptied, also what is there to run. */
  private async note(all: boolean): Promise<void> {
    const runs = this.log.take();
    const known = this.schedules.all.filter(({ name }) => all || runs.some((run) => run.name === name));
    if (known.length === 0) return;
    const rows = known.map(({ name, queue, everyMs, sandboxEveryMs }) => {
      const run = runs.find((one) => one.name === name);
      return { name, queue, every_ms: this.config.get('SANDBOX') ? sandboxEveryMs : everyMs, at: run?.at ?? null, took_ms: run?.tookMs ?? null, error: run?.error ?? null };
    });
    await this.write(RUNS, [JSON.stringify(rows)]);
  }

  private tell(type: string): void {
    this.announcer.announce({ jobs: false, changes: [{ type, subjects: [`worker:${this.id}`], visibleTo: [] }] });
  }

  private write<Row>(sql: string, parameters: unknown[]): Promise<Row[]> {
    return this.em.getConnection().execute(sql, parameters, 'all');
  }

  private warn(error: unknown): void {
    this.logger.warn(`No sign of life could be written: ${describeError(error)}`);
  }
}
