import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { jobsRetried } from '@tandem/platform-contract';
import type { JobView } from '@tandem/platform-contract';
import { DomainError } from '@tandem/platform-kernel';
import type { Actor } from '../auth/actor';
import { Announcer } from '../events/announcer';
import { Events } from '../events/events';
import { findJobs } from './list-jobs';
import type { JobFilter } from './list-jobs';

const AT_ONCE = 10_000;
/** Only jobs that failed: a mail of which nobody knows whether it was sent is `dismissed`, and goes again one by one, by its delivery. */
const RETRY = `
with chosen as (
  select id from job where state = 'failed' and (?::uuid is null or id = ?) and (?::text is null or queue = ?) and (?::text is null or name = ?)
    and (?::text is null or reason = ?) order by id limit ? for update skip locked
),
again as (
  update job set state = 'pending', generation = generation + 1, attempts = 0, not_before = now(), reason = null, last_error = null, finished_at = null
  from chosen where job.id = chosen.id returning job.id
),
mails as (
  update delivery set state = 'queued', reason = null, settled_at = null from again where delivery.job_id = again.id and delivery.state = 'failed'
)
select id from again`;

/** Runs failed jobs again, with all their attempts. */
@Injectable()
export class RetryJobs {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Events) private readonly events: Events,
    @Inject(Announcer) private readonly announcer: Announcer,
  ) {}

  /** All that the filter names, oldest first; returns how many. */
  async run(actor: Actor, { id, queue, name, reason }: Pick<JobFilter, 'id' | 'queue' | 'name' | 'reason'>): Promise<number> {
    const filter = [id, queue, name, reason].flatMap((value) => [value ?? null, value ?? null]);
    const { length: count } = await this.em.execute<unknown[]>(RETRY, [...filter, AT_ONCE]);
    if (count === 0) return 0;
    const data = { count, ...(id ? { jobId: id } : {}) };
    this.events.add(jobsRetried, { actor, organisations: [], subjects: id ? [{ type: 'job', id }] : [], data });
    const transaction = this.em.getTransactionContext<object>();
    if (transaction) this.announcer.expect(transaction, { jobs: true, changes: [] });
    return count;
  }

  /** One job. @throws DomainError NOT_FOUND, or JOB_NOT_FAILED. */
  async one(actor: Actor, id: string): Promise<JobView> {
    const [known] = await findJobs(this.em, { id }, 1);
    if (!known) throw new DomainError({ rule: 'SEC-01', reason: 'NOT_FOUND', kind: 'missing' });
    if ((await this.run(actor, { id })) === 0) throw new DomainError({ rule: 'API-11', reason: 'JOB_NOT_FAILED', kind: 'conflict' });
    const [view] = await findJobs(this.em, { id }, 1);
    return view ?? known;
  }
}
