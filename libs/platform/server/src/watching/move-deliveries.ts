import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { deliveryDismissed, deliveryRetried } from '@tandem/platform-contract';
import { Clock } from '@tandem/platform-kernel';
import type { Actor } from '../auth/actor';
import { Announcer } from '../events/announcer';
import { Events } from '../events/events';
import { array } from '../jobs/job-rows';
import { DISMISSABLE_STATES, RETRYABLE_STATES, sqlList } from './dead-letters';
import type { Dismissal } from './dead-letters';

interface Moved {
  readonly id: string;
  readonly organisation_id: string;
  readonly subject_type: string;
  readonly subject_id: string;
}

const MOVED = 'delivery.id, delivery.organisation_id, delivery.subject_type, delivery.subject_id';
// The job's row is locked before the delivery's, as everywhere. What a worker holds just now is on its way and left alone.
const RETRY = `
with chosen as (
  select job.id from job join delivery on delivery.job_id = job.id
  where delivery.id = any(?::uuid[]) and delivery.state = any(?::text[]) and job.state in ('pending', 'done', 'failed', 'dismissed')
    and not exists (select from suppressed_address where address = lower(recipient))
  order by job.id for update of job skip locked
),
again as (
  update job set state = 'pending', generation = generation + 1, attempts = 0, not_before = now(), reason = null, last_error = null, finished_at = null,
    dismissal = null
  from chosen where job.id = chosen.id returning job.id
)
update delivery set state = 'queued', reason = null, settled_at = null, dismissal = null from again
where delivery.job_id = again.id and delivery.state = any(?::text[]) returning ${MOVED}`;
const DISMISS = `
with chosen as (
  select job.id from job join delivery on delivery.job_id = job.id
  where delivery.id = any(?::uuid[]) and delivery.state in ${sqlList(DISMISSABLE_STATES)} and delivery.dismissal is null
  order by job.id for update of job skip locked
),
rested as (update job set state = 'dismissed', dismissal = ?::jsonb from chosen where job.id = chosen.id and state = 'failed')
update delivery set dismissal = ?::jsonb from chosen
where delivery.job_id = chosen.id and delivery.state in ${sqlList(DISMISSABLE_STATES)} and delivery.dismissal is null returning ${MOVED}`;

/** Sets mails going again or lets them rest, in the running transaction; says of each that moved who wanted it. The caller has checked whose they are. */
@Injectable()
export class MoveDeliveries {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly announcer: Announcer,
  ) {}

  /** Under the same Message-ID, with all attempts. Returns the ids of those that stood in one of the states and are still written to. */
  async retry(actor: Actor, ids: readonly string[], states: readonly string[] = RETRYABLE_STATES): Promise<string[]> {
    const moved: Moved[] = await this.em.execute(RETRY, [array(ids), array(states), array(states)]);
    for (const one of moved) this.events.add(deliveryRetried, { actor, ...about(one), data: { deliveryId: one.id } });
    const transaction = this.em.getTransactionContext<object>();
    if (transaction && moved.length > 0) this.announcer.expect(transaction, { jobs: true, changes: [] });
    return moved.map(({ id }) => id);
  }

  /** With a note that stays with them. Returns the ids of those that had failed or come back and were not dismissed yet. */
  async dismiss(actor: Actor, ids: readonly string[], note: string): Promise<string[]> {
    const dismissal = JSON.stringify({ by: actor.name, at: this.clock.now().toISOString(), note } satisfies Dismissal);
    const moved: Moved[] = await this.em.execute(DISMISS, [array(ids), dismissal, dismissal]);
    for (const one of moved) this.events.add(deliveryDismissed, { actor, ...about(one), data: { deliveryId: one.id, note } });
    return moved.map(({ id }) => id);
  }

  /** Which of these go to an address that is not written to any more. */
  async suppressed(ids: readonly string[]): Promise<string[]> {
    const rows: { id: string }[] = await this.em.execute(
      'select delivery.id from delivery join suppressed_address on address = lower(recipient) where delivery.id = any(?::uuid[])',
      [array(ids)],
    );
    return rows.map(({ id }) => id);
  }
}

const about = ({ id, organisation_id: organisationId, subject_type: type, subject_id }: Moved) => ({
  organisations: [organisationId],
  subjects: [{ type, id: subject_id }, { type: 'delivery', id }],
});
