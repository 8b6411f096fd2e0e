import { Injectable } from '@nestjs/common';
import { newId } from '@tandem/platform-kernel';
import { Outbox } from '../events/outbox';
import type { DeliveryJobDefinition } from '../jobs/definition';
import type { Subject } from './delivery-row';

/** What has to be known to send one mail; its text is composed when it is sent, from what the records say then. */
export interface NewDelivery {
  /** Chosen by whoever has to name it before it is ordered; else it gets one. */
  readonly id?: string;
  readonly template: string;
  readonly recipient: string;
  readonly locale: 'de' | 'en';
  readonly subject: Subject;
  /** The organisation on whose behalf it goes out. */
  readonly organisationId: string;
  readonly job: DeliveryJobDefinition;
}

/** Orders mails, as rows of the running transaction: it commits, and the mail goes out; it does not, and nothing ever happened. */
@Injectable()
export class Deliveries {
  constructor(private readonly outbox: Outbox) {}

  /** Orders a mail and returns the delivery's id. @throws Error outside of a transaction. */
  add({ job, id = newId(), ...delivery }: NewDelivery): string {
    const jobId = this.outbox.addJob(job, { deliveryId: id }, { subject: delivery.subject, organisationId: delivery.organisationId });
    this.outbox.addDelivery({ id, jobId, ...delivery });
    return id;
  }

  /** Takes back the mails about a record that have not gone out yet. */
  cancel(subject: Subject): void {
    this.outbox.cancelDeliveries(subject);
  }
}
