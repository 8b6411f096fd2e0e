import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { apiClientSecretRevoked } from '@tandem/identity-contract';
import { ApiClientSecret } from '@tandem/identity-domain';
import { Clock, notFound } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { lockClient, subjectOfClient } from './api-client-record';

/** Revokes a secret of an API client: from the commit on, it opens nothing, nor does a token that was got with it. */
@Injectable()
export class RevokeClientSecret {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Events) private readonly events: Events,
  ) {}

  /** A second time changes nothing. @throws DomainError NOT_FOUND. */
  async run(actor: Actor, { id: apiClientId, secretId }: { id: string; secretId: string }): Promise<void> {
    await lockClient(this.em, actor, apiClientId);
    const secret = await this.em.findOne(ApiClientSecret, { id: secretId, apiClientId });
    if (!secret) throw notFound();
    if (!secret.revoke(this.clock.now())) return;
    this.events.add(apiClientSecretRevoked, { actor, organisations: [], subjects: [subjectOfClient(apiClientId)], data: { apiClientId, secretId } });
    await this.em.flush();
  }
}
