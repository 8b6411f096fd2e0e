import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import type { DeliveryView } from '@tandem/platform-contract';
import { DomainError, notFound } from '@tandem/platform-kernel';
import type { Actor } from '../auth/actor';
import { findDeliveries } from './list-deliveries';
import { MoveDeliveries } from './move-deliveries';

/** One mail sent again or let rest: a decision of a person, who may know what the system does not. */
@Injectable()
export class HandleDelivery {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(MoveDeliveries) private readonly move: MoveDeliveries,
  ) {}

  /** Under the same Message-ID. @throws DomainError NOT_FOUND, ADDRESS_SUPPRESSED, or DELIVERY_NOT_OPEN when it was sent, is on its way or was taken back. */
  async again(actor: Actor, id: string): Promise<DeliveryView> {
    await this.find(actor, id);
    if ((await this.move.suppressed([id])).length > 0) throw new DomainError({ rule: 'EML-13', reason: 'ADDRESS_SUPPRESSED', kind: 'conflict' });
    if ((await this.move.retry(actor, [id])).length === 0) throw new DomainError({ rule: 'EML-14', reason: 'DELIVERY_NOT_OPEN', kind: 'conflict' });
    return this.find(actor, id);
  }

  /** @throws DomainError NOT_FOUND, or DELIVERY_NOT_DEAD when it has not failed or come back, or was dismissed before. */
  async dismiss(actor: Actor, id: string, note: string): Promise<DeliveryView> {
    await this.find(actor, id);
    if ((await this.move.dismiss(actor, [id], note)).length === 0) throw new DomainError({ rule: 'EML-15', reason: 'DELIVERY_NOT_DEAD', kind: 'conflict' });
    return this.find(actor, id);
  }

  private async find(actor: Actor, id: string): Promise<DeliveryView> {
    const [view] = await findDeliveries(this.em, actor, { id }, 1);
    if (!view) throw notFound();
    return view;
  }
}
