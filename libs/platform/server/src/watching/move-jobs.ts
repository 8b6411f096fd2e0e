import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { jobsDismissed, jobsRetried } from '@tandem/platform-contract';
import { Clock } from '@tandem/platform-kernel';
import type { Actor } from '../auth/actor';
import { Announcer } from '../events/announcer';
import { Events } from '../events/events';
import { array } from '../jobs/job-rows';
import type { Dismissal } from './dead-letters';

// A mail of which nobody knows whether it was sent has a job that the system dismissed: it goes again by its delivery, never from here.
const RETRY = `
with chosen as (
  select id from job where id = any(?::uuid[]) and (state = 'failed' or state = 'dismissed' and dismissal is not null) order by id for update skip locked
),
again as (
  update job set state = 'pending', generation = generation + 1, attempts = 0, not_before = now(), reason = null, last_error = null, finished_at = null,
    dismissal = null
  from chosen where job.id = chosen.id returning job.id
),
mails as (
  update delivery set state = 'queued', reason = null, settled_at = null, dismissal = null from again where delivery.job_id = again.id and delivery.state = 'failed'
)
select id from again`;
const DISMISS = `
with chosen as (select id from job where id = any(?::uuid[]) and state = 'failed' order by id for update skip locked),
rested as (
  update job set state = 'dismissed', dismissal = ?::jsonb from chosen where job.id = chosen.id returning job.id
),
mails as (
  update delivery set dismissal = ?::jsonb from rested where delivery.job_id = rested.id and delivery.state = 'failed' and delivery.dismissal is null
)
select id from rested`;

/** Runs failed jobs again or lets them rest, in the running transaction, and says who wanted it. */
@Injectable()
export class MoveJobs {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly announcer: Announcer,
  ) {}

  /** With all their attempts. Returns the ids of those that had failed, dismissed by hand or not. */
  async retry(actor: Actor, ids: readonly string[]): Promise<string[]> {
    const moved: { id: string }[] = await this.em.execute(RETRY, [array(ids)]);
    if (moved.length === 0) return [];
    this.events.add(jobsRetried, { actor, ...about(moved), data: { count: moved.length, ...single(moved) } });
    const transaction = this.em.getTransactionContext<object>();
    if (transaction) this.announcer.expect(transaction, { jobs: true, changes: [] });
    return moved.map(({ id }) => id);
  }

  /** With a note that stays with them. Returns the ids of those that had failed. */
  async dismiss(actor: Actor, ids: readonly string[], note: string): Promise<string[]> {
    const dismissal = JSON.stringify({ by: actor.name, at: this.clock.now().toISOString(), note } satisfies Dismissal);
    const moved: { id: string }[] = await this.em.execute(DISMISS, [array(ids), dismissal, dismissal]);
    if (moved.length === 0) return [];
    this.events.add(jobsDismissed, { actor, ...about(moved), data: { count: moved.length, note, ...single(moved) } });
    return moved.map(({ id }) => id);
  }
}

type Ids = readonly { readonly id: string }[];
const about = (moved: Ids) => ({ organisations: [], subjects: moved.map(({ id }) => ({ type: 'job', id })) });
const single = (moved: Ids): { jobId?: string } => (moved.length === 1 && moved[0] ? { jobId: moved[0].id } : {});
