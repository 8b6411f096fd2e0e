import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { deliveryRetried } from '@tandem/platform-contract';
import type { DeliveryView } from '@tandem/platform-contract';
import { DomainError } from '@tandem/platform-kernel';
import type { Actor } from '../auth/actor';
import { Announcer } from '../events/announcer';
import { Events } from '../events/events';
import { findDeliveries, watchedOrganisation } from './list-deliveries';

const RETRYABLE = `('failed', 'bounced', 'uncertain', 'deferred')`;
const RETRY = `
with again as (
  update job set state = 'pending', generation = generation + 1, attempts = 0, not_before = now(), reason = null, last_error = null, finished_at = null
  where id = (select job_id from delivery where id = ? and state in ${RETRYABLE}) and state in ('pending', 'done', 'failed', 'dismissed')
  returning id
)
update delivery set state = 'queued', reason = null, settled_at = null from again
where delivery.job_id = again.id and delivery.state in ${RETRYABLE} returning delivery.id`;

/** Sends a mail again, under the same Message-ID: a decision of a person, who may know what the system does not. */
@Injectable()
export class RetryDelivery {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Events) private readonly events: Events,
    @Inject(Announcer) private readonly announcer: Announcer,
  ) {}

  /** @throws DomainError NOT_FOUND, ADDRESS_SUPPRESSED, or DELIVERY_NOT_OPEN when it was sent, is on its way or was taken back. */
  async run(actor: Actor, id: string): Promise<DeliveryView> {
    const organisation = watchedOrganisation(actor);
    const [owner] = await this.em.execute<{ organisation_id: string; suppressed: boolean; subject_type: string; subject_id: string }[]>(
      `select organisation_id, subject_type, subject_id, exists (select from suppressed_address where address = lower(recipient)) as suppressed
       from delivery where id = ? and (?::uuid is null or organisation_id = ?)`,
      [id, organisation, organisation],
    );
    if (!owner) throw new DomainError({ rule: 'SEC-01', reason: 'NOT_FOUND', kind: 'missing' });
    if (owner.suppressed) throw new DomainError({ rule: 'EML-13', reason: 'ADDRESS_SUPPRESSED', kind: 'conflict' });
    const changed = await this.em.execute<unknown[]>(RETRY, [id]);
    if (changed.length === 0) throw new DomainError({ rule: 'EML-14', reason: 'DELIVERY_NOT_OPEN', kind: 'conflict' });
    const subjects = [{ type: owner.subject_type, id: owner.subject_id }, { type: 'delivery', id }];
    this.events.add(deliveryRetried, { actor, organisations: [owner.organisation_id], subjects, data: { deliveryId: id } });
    const transaction = this.em.getTransactionContext<object>();
    if (transaction) this.announcer.expect(transaction, { jobs: true, changes: [] });
    const [view] = await findDeliveries(this.em, actor, { id }, 1);
    if (!view) throw new DomainError({ rule: 'SEC-01', reason: 'NOT_FOUND', kind: 'missing' });
    return view;
  }
}
