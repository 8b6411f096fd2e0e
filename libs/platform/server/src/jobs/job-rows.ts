import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { JobKind, QueueName } from './definition';
import type { OutsideVerdict } from './handlers';

/** How long a claim holds without being renewed, in milliseconds of real time. A worker that died is noticed after it. */
export const LEASE_MS = 15_000;

/** One job as it is handed to a queue. */
export interface DueJob {
  readonly id: string;
  readonly queue: QueueName;
  readonly kind: JobKind;
  readonly generation: number;
  /** W3C traceparent of what ordered it, when that was recorded. */
  readonly trace?: string | null;
}

/** What a claim needs to say: the row in the generation that was handed out, and a token that nobody else has. */
export interface Claim {
  readonly id: string;
  readonly generation: number;
  readonly token: string;
}

export interface ClaimedJob {
  readonly id: string;
  /** Tells whose claim won, when the queue brought a job twice at the same moment. */
  readonly token: string;
  readonly name: string;
  readonly payload: unknown;
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly correlationId: string | null;
}

/** 15 s × 2ⁿ up to 30 minutes, with full jitter; `attempts` counts the one that has just failed. */
const BACK_OFF = `random() * least(1800, 15 * power(2, attempts - 1)) * interval '1 second'`;

/** What a failed attempt leaves behind; `last` says whether it was the last one. */
const afterFailure = (last: string): string => `
  state = case when ${last} then 'failed' else 'pending' end,
  generation = generation + 1,
  not_before = now() + ${BACK_OFF},
  finished_at = case when ${last} then now() end,
  lease_token = null, lease_until = null`;

// Due times order the relay's look, so that those who wait are not looked at every time.
const SETTLE = `
with given as (select * from jsonb_to_record(?) as g(state text, "waitMs" int, reason text))
update job set
  state = case when given.state = 'done' or given.state = 'again' and attempts >= max_attempts then 'done' else 'pending' end,
  generation = generation + 1,
  attempts = case given.state when 'waiting' then attempts - 1 else attempts end,
  not_before = case given.state when 'waiting' then now() + given."waitMs" * interval '1 ms' else now() + ${BACK_OFF} end,
  run_at = case given.state when 'waiting' then business_now() + given."waitMs" * interval '1 ms' else run_at end,
  finished_at = case when given.state = 'done' or given.state = 'again' and attempts >= max_attempts then now() end,
  lease_token = null, lease_until = null, reason = given.reason, last_error = null
from given where id = ? and job.state = 'running' and lease_token = ? returning id`;

const TAKE_DUE = `
with recursive wanted as (select unnest(?::text[]) as queue),
room as (
  select wanted.queue, greatest(0, ? - (select count(*) from job where state = 'dispatched' and job.queue = wanted.queue)) as free from wanted
),
owner as (
  select queue, (select organisation_id from job where state = 'pending' and job.queue = room.queue order by organisation_id limit 1) as id
  from room where free > 0
  union all
  select queue, (select organisation_id from job where state = 'pending' and job.queue = owner.queue and organisation_id > owner.id order by organisation_id limit 1)
  from owner where id is not null
),
share as (
  select owner.queue, owner.id, free, ceil(free::numeric / count(*) over (partition by owner.queue)) as most
  from owner join room on room.queue = owner.queue where owner.id is not null
),
candidate as (
  select due.id, share.queue, share.free, row_number() over (partition by share.queue, share.id order by due.run_at, due.id) as turn
  from share cross join lateral (
    select id, run_at from job
    where state = 'pending' and queue = share.queue and organisation_id = share.id and run_at <= business_now() and not_before <= now()
    order by run_at, id limit share.most
  ) as due
),
chosen as (select id, free, turn, row_number() over (partition by queue order by turn, id) as place from candidate),
locked as (
  select job.id, chosen.place from job join chosen on chosen.id = job.id
  where place <= free and state = 'pending' order by place for update of job skip locked
)
update job set state = 'dispatched', dispatched_at = now() from locked
where job.id = locked.id returning job.id, job.queue, job.kind, job.generation, job.trace, locked.place`;

/** The only place that changes rows of `job`; every change of a running one is fenced by its token. */
@Injectable()
export class JobRows {
  constructor(private readonly em: EntityManager) {}

  /**
   * Takes due jobs for the queues, at most `window` of each queue out at once, organisation by organisation in turn, so that
   * nobody waits behind the flood of somebody else. Two relays at once never take the same row.
   */
  async takeDue(queues: readonly QueueName[], window: number): Promise<DueJob[]> {
    const rows = await this.run<DueJob & { place: string }>(TAKE_DUE, [array(queues), window]);
    return rows.sort((one, other) => Number(one.place) - Number(other.place));
  }

  /** Hands jobs out again that the queue has lost: under a new generation, so that what is left of the old one does nothing. */
  async giveBack(jobs: readonly Pick<DueJob, 'id' | 'generation'>[]): Promise<number> {
    const sql = `update job set state = 'pending', generation = job.generation + 1
      from jsonb_to_recordset(?) as lost(id uuid, generation int)
      where job.id = lost.id and job.generation = lost.generation and state = 'dispatched' returning job.id`;
    return (await this.run(sql, [JSON.stringify(jobs)])).length;
  }

  /** Hands everything out again: the queue has lost its memory. Rows that are being claimed at this moment have arrived, and are not waited for. */
  async giveBackAll(): Promise<number> {
    const sql = `update job set state = 'pending', generation = generation + 1
      where id in (select id from job where state = 'dispatched' for update skip locked) and state = 'dispatched' returning id`;
    return (await this.run(sql)).length;
  }

  /** Jobs handed out a while ago and not begun, oldest first. */
  dispatchedBefore(milliseconds: number): Promise<DueJob[]> {
    return this.run(
      `select id, queue, kind, generation from job where state = 'dispatched' and dispatched_at < now() - ? * interval '1 ms' order by dispatched_at limit 5000`,
      [milliseconds],
    );
  }

  /** Claims jobs, but for mails: the conditional update is the fence, whatever the queue believes. Claims that lost are missing. */
  claim(claims: readonly Claim[]): Promise<ClaimedJob[]> {
    return this.run(
      `update job set state = 'running', attempts = attempts + 1, lease_token = claim.token, lease_until = now() + ? * interval '1 ms'
       from jsonb_to_recordset(?) as claim(id uuid, generation int, token uuid)
       where job.id = any(?::uuid[]) and job.id = claim.id and job.generation = claim.generation and state in ('pending', 'dispatched')
       returning job.id, lease_token as token, name, payload, attempts, max_attempts as "maxAttempts", correlation_id as "correlationId"`,
      [LEASE_MS, JSON.stringify(claims), array(claims.map(({ id }) => id))],
    );
  }

  /** Keeps claims alive; returns the tokens that still hold. */
  async renew(tokens: readonly string[]): Promise<string[]> {
    const sql = `update job set lease_until = now() + ? * interval '1 ms' where state = 'running' and lease_token = any(?::uuid[]) returning lease_token as token`;
    return (await this.run<{ token: string }>(sql, [LEASE_MS, array(tokens)])).map(({ token }) => token);
  }

  /** Records how a job whose effect is outside goes on, in the running transaction. @throws StaleClaim when the claim is no longer ours. */
  async settle(id: string, token: string, verdict: OutsideVerdict): Promise<void> {
    const waitMs = verdict.state === 'waiting' ? verdict.waitMs : 0;
    const reason = verdict.state === 'again' ? verdict.reason : null;
    const rows: unknown[] = await this.em.execute(SETTLE, [JSON.stringify({ state: verdict.state, waitMs, reason }), id, token]);
    if (rows.length === 0) throw new StaleClaim(id);
  }

  /** Records success in the handler's own transaction. @throws StaleClaim when the claim is no longer ours: nothing then commits. */
  async complete(id: string, token: string): Promise<void> {
    const sql = `update job set state = 'done', finished_at = now(), lease_token = null, lease_until = null, last_error = null, reason = null
      where id = ? and state = 'running' and lease_token = ? returning id`;
    const rows: unknown[] = await this.em.execute(sql, [id, token]);
    if (rows.length === 0) throw new StaleClaim(id);
  }

  /** Records a failure: tried again later, or `failed` when it is final or was the last attempt. False when the claim is no longer ours. */
  async fail(id: string, token: string, { error, reason, final }: { error: string; reason?: string; final: boolean }): Promise<boolean> {
    const sql = `update job set ${afterFailure('? or attempts >= max_attempts')}, last_error = ?, reason = ?
      where id = ? and state = 'running' and lease_token = ? returning id`;
    return (await this.run(sql, [final, final, error, reason ?? null, id, token])).length > 0;
  }

  /** Takes back jobs whose worker died, but for mails: what they record never committed, so they run again, or end as `failed`. */
  async reclaim(): Promise<number> {
    const sql = `update job set ${afterFailure('attempts >= max_attempts')}, last_error = 'The worker was lost', reason = 'WORKER_LOST'
      where state = 'running' and lease_until < now() and kind <> 'delivery' returning id`;
    return (await this.run(sql)).length;
  }

  private run<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return this.em.getConnection().execute(sql, parameters, 'all');
  }
}

/** The claim of a job was taken over by somebody else; whatever was done under it must not count. */
export class StaleClaim extends Error {
  override readonly name = 'StaleClaim';

  constructor(jobId: string) {
    super(`The claim of job ${jobId} is no longer ours`);
  }
}

/** A Postgres array literal of plain words and ids. */
export const array = (values: readonly string[]): string => `{${values.join()}}`;
