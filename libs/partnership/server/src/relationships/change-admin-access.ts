import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { adminAccessGranted, adminAccessRemoved } from '@tandem/partnership-contract';
import type { AdminAccess } from '@tandem/partnership-domain';
import { Clock } from '@tandem/platform-kernel';
import { Events, expectVersion } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { lockPair, recordPartnership } from '../partnership-record';

/** Takes a provider's admin access away or gives it again, as the reseller; the partnership lives on (PRT-09). */
@Injectable()
export class ChangeAdminAccess {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  /** A second time changes nothing. @throws DomainError NOT_FOUND, STALE, NO_PARTNERSHIP when it has been terminated */
  async run(actor: Actor, providerId: string, access: AdminAccess, etag?: string): Promise<void> {
    const partnership = await lockPair(this.em, { providerId, resellerId: actor.organisationId });
    expectVersion(partnership, etag);
    const before = { adminAccess: partnership.adminAccess };
    if (!partnership.setAdminAccess(access, this.clock.now())) return;
    const event = access === 'granted' ? adminAccessGranted : adminAccessRemoved;
    recordPartnership(this.events, event, partnership, { actor, before, after: { adminAccess: access } });
    await this.em.flush();
  }
}
