import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { requireGoodStanding } from '@tandem/identity-domain';
import { OrganisationDirectory } from '@tandem/identity-server';
import { adminAccessGranted, adminAccessRemoved } from '@tandem/partnership-contract';
import type { AdminAccess } from '@tandem/partnership-domain';
import { Clock, DomainError } from '@tandem/platform-kernel';
import { Events, expectVersion } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { lockPair, recordPartnership } from '../partnership-record';

/** Takes a provider's admin access away or gives it again, as the reseller; the partnership lives on (PRT-09). */
@Injectable()
export class ChangeAdminAccess {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly organisations: OrganisationDirectory,
    private readonly events: Events,
  ) {}

  /** A second time changes nothing. @throws DomainError NOT_FOUND, STALE, NO_PARTNERSHIP when it has been terminated; for giving also ACCOUNT_SUSPENDED (ORG-10), PROVIDER_INACTIVE */
  async run(actor: Actor, providerId: string, access: AdminAccess, etag?: string): Promise<void> {
    const partnership = await lockPair(this.em, { providerId, resellerId: actor.organisationId });
    expectVersion(partnership, etag);
    if (access === 'granted') await this.requireGivable(actor, providerId);
    const before = { adminAccess: partnership.adminAccess };
    if (!partnership.setAdminAccess(access, this.clock.now())) return;
    const event = access === 'granted' ? adminAccessGranted : adminAccessRemoved;
    recordPartnership(this.events, event, partnership, { actor, before, after: { adminAccess: access } });
    await this.em.flush();
  }

  /** Access is given by nobody and to nobody whose account is suspended; taking it away is always possible. */
  private async requireGivable(actor: Actor, providerId: string): Promise<void> {
    requireGoodStanding(actor);
    const provider = await this.organisations.byId(providerId);
    if (!provider?.programs.includes('indirect_provider')) throw new DomainError({ rule: 'PRT-01', reason: 'PROVIDER_INACTIVE', kind: 'conflict' });
  }
}
