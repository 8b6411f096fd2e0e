import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { deliveryResolved } from '@tandem/platform-contract';
import type { DeliveryView, InputOf, resolveDelivery } from '@tandem/platform-contract';
import { DomainError, notFound } from '@tandem/platform-kernel';
import type { Actor } from '../auth/actor';
import { Events } from '../events/events';
import { Jobs } from '../jobs/jobs';
import { settleDelivery } from '../mail/settle-delivery';
import { watchedOrganisation } from './delivery-filter';
import { HandleDelivery } from './handle-delivery';
import { findDeliveries } from './list-deliveries';

// The job's row is locked before the delivery's, as everywhere; it stays as it ended.
const ARRIVED = `
with known as (select id from job where id = (select job_id from delivery where id = ?) for update)
update delivery set state = 'sent', reason = null, settled_at = business_now() from known where delivery.job_id = known.id and delivery.state = 'uncertain' returning delivery.id`;

interface Known {
  readonly state: string;
  readonly organisation_id: string;
  readonly subject_type: string;
  readonly subject_id: string;
}

/** Ends the doubt about a mail: a person has found out what the system cannot know (EML-17). */
@Injectable()
export class ResolveDelivery {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Events) private readonly events: Events,
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(HandleDelivery) private readonly handling: HandleDelivery,
  ) {}

  /** @throws DomainError NOT_FOUND, DELIVERY_NOT_UNCERTAIN when there is no doubt (any more), ADDRESS_SUPPRESSED for another try. */
  async run(actor: Actor, id: string, { as, note }: InputOf<typeof resolveDelivery>['body']): Promise<DeliveryView> {
    const organisation = watchedOrganisation(actor);
    const sql = 'select state, organisation_id, subject_type, subject_id from delivery where id = ? and (?::uuid is null or organisation_id = ?)';
    const [known] = await this.em.execute<Known[]>(sql, [id, organisation, organisation]);
    if (!known) throw notFound();
    if (known.state !== 'uncertain') throw this.settled();
    const subject = { type: known.subject_type, id: known.subject_id };
    if (as === 'arrived') {
      const changed = await this.em.execute<unknown[]>(ARRIVED, [id]);
      if (changed.length === 0) throw this.settled();
      this.jobs.add(settleDelivery, { deliveryId: id, outcome: 'sent' }, { subject, organisationId: known.organisation_id });
    } else await this.handling.again(actor, id);
    this.events.add(deliveryResolved, { actor, organisations: [known.organisation_id], subjects: [subject, { type: 'delivery', id }], data: { deliveryId: id, as, note } });
    const [view] = await findDeliveries(this.em, actor, { id }, 1);
    if (!view) throw notFound();
    return view;
  }

  private settled(): DomainError {
    return new DomainError({ rule: 'EML-17', reason: 'DELIVERY_NOT_UNCERTAIN', kind: 'conflict' });
  }
}
