import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { partnershipTerminated } from '@tandem/partnership-contract';
import { Clock } from '@tandem/platform-kernel';
import { Events, expectVersion } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { lockPair, recordPartnership } from '../partnership-record';

/** Removes a partnership, as its provider (SM-6, PRT-13). Customers stay attached and nobody is mailed (EML-12). */
@Injectable()
export class TerminatePartnership {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  /** A second time changes nothing. @throws DomainError NOT_FOUND, STALE */
  async run(actor: Actor, resellerId: string, etag?: string): Promise<void> {
    const partnership = await lockPair(this.em, { providerId: actor.organisationId, resellerId });
    expectVersion(partnership, etag);
    const before = { state: partnership.state };
    if (!partnership.terminate(this.clock.now())) return;
    recordPartnership(this.events, partnershipTerminated, partnership, { actor, before, after: { state: partnership.state } });
    await this.em.flush();
  }
}
