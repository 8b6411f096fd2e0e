import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { DomainError } from '@tandem/platform-kernel';

/** The reader that partnership offers downstream. */
@Injectable()
export class PartnershipDirectory {
  constructor(private readonly em: EntityManager) {}

  /** Whether the two have an active partnership now: without one they neither interact nor trade (PRT-01). */
  async isActive(providerId: string, resellerId: string): Promise<boolean> {
    const found = await this.em.execute<unknown[]>(`select 1 from partnership where provider_id = ? and reseller_id = ? and state = 'active'`, [providerId, resellerId]);
    return found.length > 0;
  }

  /** @throws DomainError NO_PARTNERSHIP when the two have no active partnership (PRT-01). */
  async requireActive(providerId: string, resellerId: string): Promise<void> {
    if (!(await this.isActive(providerId, resellerId))) throw new DomainError({ rule: 'PRT-01', reason: 'NO_PARTNERSHIP', kind: 'forbidden' });
  }
}
