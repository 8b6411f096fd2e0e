import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { defineJob } from '../jobs/definition';
import { HandlerRegistry } from '../jobs/handler-registry';
import { JobHandler } from '../jobs/handlers';
import { DeliveryRows } from './delivery-rows';

/** Tells the record that a mail is about what became of it, when that could not be done together with the outcome. */
export const settleDelivery = defineJob({
  name: 'platform.settle-delivery',
  queue: 'notification',
  kind: 'transactional',
  payload: z.object({ deliveryId: z.uuid(), outcome: z.enum(['sent', 'failed', 'bounced', 'uncertain', 'cancelled']) }),
});

@Injectable()
export class SettleDelivery extends JobHandler<typeof settleDelivery> {
  readonly job = settleDelivery;

  constructor(
    private readonly em: EntityManager,
    private readonly rows: DeliveryRows,
    private readonly registry: HandlerRegistry,
  ) {
    super();
  }

  async handle({ deliveryId, outcome }: { deliveryId: string; outcome: 'sent' | 'failed' | 'bounced' | 'uncertain' | 'cancelled' }): Promise<void> {
    const found = await this.rows.find(deliveryId);
    if (!found) return;
    await this.registry.delivery(found.jobName)?.settled?.([{ delivery: found.row, outcome }], this.em);
  }
}
