import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { array, LEASE_MS } from '../jobs/job-rows';
import type { Claim, ClaimedJob } from '../jobs/job-rows';
import type { DeliveryRow, DeliveryState } from './delivery-row';

/** A claimed delivery job; without a delivery when there is nothing to send any more. */
export interface ClaimedDelivery extends ClaimedJob {
  readonly delivery: (DeliveryRow & { readonly messageId: string; readonly suppressed: boolean }) | null;
  /** It waited for its turn, which is now. */
  readonly paced: boolean;
}

/** What became of an attempt. */
export interface Attempt {
  readonly jobId: string;
  readonly token: string;
  readonly state: Exclude<DeliveryState, 'sending' | 'bounced'>;
  /** For how many milliseconds a queued one waits for its turn. */
  readonly waitMs?: number;
  readonly reason: string | null;
  /** What the mail server said, as a sentence. */
  readonly reply: string | null;
  /** For the operator, when our own code is at fault. */
  readonly error: string | null;
}

/** A delivery after its outcome was recorded. */
export interface Settled {
  /** Of the claim under which it was recorded; null when the claim had run out. */
  readonly token: string | null;
  readonly row: DeliveryRow;
}

const COLUMNS = `'id', delivery.id, 'template', template, 'recipient', recipient, 'locale', locale, 'organisationId', delivery.organisation_id,
  'subject', jsonb_build_object('type', delivery.subject_type, 'id', delivery.subject_id), 'state', delivery.state, 'attempts', delivery.attempts,
  'reason', delivery.reason, 'correlationId', delivery.correlation_id, 'createdAt', delivery.created_at, 'messageId', delivery.message_id`;

// The ids stand beside the claims, too: how many a list of ids holds is known when the statement is planned, so it finds them by the
// index where it would otherwise read the whole table.
// Everywhere the job's row is locked before the delivery's, so that two changes never wait for each other.
const CLAIM = `
with taken as (
  update job set state = 'running', attempts = attempts + 1, lease_token = claim.token, lease_until = now() + ? * interval '1 ms'
  from jsonb_to_recordset(?) as claim(id uuid, generation int, token uuid)
  where job.id = any(?::uuid[]) and job.id = claim.id and job.generation = claim.generation and state in ('pending', 'dispatched')
  returning job.id, lease_token, name, payload, attempts, max_attempts, correlation_id,
    reason = 'DOMAIN_LIMITED' and not_before > now() - interval '5 s' as paced
),
sending as (
  update delivery set state = 'sending', attempts = delivery.attempts + 1, message_id = coalesce(message_id, '<' || delivery.id || '@' || ? || '>')
  from taken where delivery.job_id = taken.id and state in ('queued', 'deferred')
  returning job_id, jsonb_build_object(${COLUMNS}, 'suppressed', exists (select from suppressed_address where address = lower(recipient))) as row
)
select taken.id, lease_token as token, name, payload, attempts, max_attempts as "maxAttempts", correlation_id as "correlationId", sending.row as delivery,
  coalesce(paced, false) as paced
from taken left join sending on sending.job_id = taken.id`;

const SETTLE = `
with given as (
  select * from jsonb_to_recordset(?) as g("jobId" uuid, token uuid, state text, reason text, reply text, error text, "waitMs" int)
),
own as (
  update job set
    state = case given.state when 'sent' then 'done' when 'failed' then 'failed' when 'queued' then 'pending' when 'deferred' then
      case when attempts >= max_attempts then 'failed' else 'pending' end else 'dismissed' end,
    generation = generation + 1,
    attempts = case when given.state = 'queued' then attempts - 1 else attempts end,
    not_before = case when given.state = 'queued' then now() + coalesce(given."waitMs", 0) * interval '1 ms' else now() + random() * least(1800, 15 * power(2, attempts - 1)) * interval '1 second' end,
    -- Due times order the relay's look, so that those who wait long are not looked at every time.
    run_at = case when given."waitMs" > 0 then business_now() + given."waitMs" * interval '1 ms' else run_at end,
    finished_at = case when given.state = 'queued' or given.state = 'deferred' and attempts < max_attempts then null else now() end,
    lease_token = null, lease_until = null, reason = given.reason, last_error = coalesce(given.error, given.reply)
  from given where job.id = any(?::uuid[]) and job.id = given."jobId" and job.state = 'running' and lease_token = given.token
  returning job.id, given.token, job.state as job_state, given.state, given.reason, given.reply
)
update delivery set
  state = case when own.state = 'deferred' and job_state = 'failed' then 'failed' else own.state end,
  reason = own.reason, last_reply = coalesce(own.reply, last_reply),
  attempts = case when own.state = 'queued' then attempts - 1 else attempts end,
  settled_at = case when job_state = 'pending' then null else business_now() end
from own where delivery.job_id = own.id and delivery.state = 'sending'
returning own.token, jsonb_build_object(${COLUMNS}) as row`;

const EXPIRE = `
with lost as (
  update job set state = case when ? and attempts < max_attempts then 'pending' else 'dismissed' end, generation = generation + 1, reason = 'UNCERTAIN',
    last_error = 'The worker was lost while it was sending', lease_token = null, lease_until = null,
    finished_at = case when ? and attempts < max_attempts then null else now() end
  where state = 'running' and lease_until < now() and kind = 'delivery'
  returning id, state
)
update delivery set state = case lost.state when 'pending' then 'queued' else 'uncertain' end, reason = 'WORKER_LOST',
  settled_at = case lost.state when 'pending' then null else business_now() end
from lost where delivery.job_id = lost.id and delivery.state = 'sending'
returning null as token, jsonb_build_object(${COLUMNS}) as row`;

/** The only place that changes rows of `delivery` while they are sent. */
@Injectable()
export class DeliveryRows {
  constructor(private readonly em: EntityManager) {}

  /** Claims delivery jobs and marks their deliveries as being sent. Claims that lost are missing. `domain` ends the Message-ID. */
  async claim(claims: readonly Claim[], domain: string): Promise<ClaimedDelivery[]> {
    const rows: ClaimedDelivery[] = await this.em.getConnection().execute(CLAIM, [LEASE_MS, JSON.stringify(claims), array(claims.map(({ id }) => id)), domain], 'all');
    return rows.map((row) => ({ ...row, delivery: row.delivery && dated(row.delivery) }));
  }

  /** Records outcomes in the running transaction; attempts whose claim is no longer ours are missing from the answer. */
  async settle(attempts: readonly Attempt[]): Promise<Settled[]> {
    const rows: Settled[] = await this.em.execute(SETTLE, [JSON.stringify(attempts), array(attempts.map(({ jobId }) => jobId))]);
    return rows.map(({ token, row }) => ({ token, row: dated(row) }));
  }

  /** Ends a job whose delivery was taken back before it was claimed. */
  async dismiss(jobId: string, token: string): Promise<void> {
    const sql = `update job set state = 'dismissed', reason = 'SUPERSEDED', finished_at = now(), lease_token = null, lease_until = null
      where id = ? and lease_token = ?`;
    await this.em.getConnection().execute(sql, [jobId, token], 'run');
  }

  /**
   * Deliveries whose worker died while sending: nobody knows whether they went out. They become `uncertain`, or with `resend` go
   * out again under the same Message-ID.
   */
  async expire(resend: boolean): Promise<Settled[]> {
    return this.em.execute(EXPIRE, [resend, resend]);
  }

  /** Makes those who wait for their turn due at once, to be given a new one. */
  async releasePaced(): Promise<void> {
    const sql = `update job set not_before = now(), run_at = least(run_at, business_now()), reason = null where state = 'pending' and kind = 'delivery' and reason = 'DOMAIN_LIMITED'`;
    await this.em.getConnection().execute(sql, [], 'run');
  }

  /** One delivery by id, as handlers get it. */
  async find(id: string): Promise<{ jobName: string; row: DeliveryRow } | undefined> {
    const sql = `select job.name as "jobName", jsonb_build_object(${COLUMNS}) as row from delivery join job on job.id = delivery.job_id where delivery.id = ?`;
    const rows: { jobName: string; row: DeliveryRow }[] = await this.em.execute(sql, [id]);
    return rows[0] && { jobName: rows[0].jobName, row: dated(rows[0].row) };
  }
}

/** Rows come as JSON, which has no dates. */
const dated = <Row extends { readonly createdAt: Date }>(row: Row): Row => ({ ...row, createdAt: new Date(row.createdAt) });
