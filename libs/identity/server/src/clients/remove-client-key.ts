import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { apiClientKeyRemoved } from '@tandem/identity-contract';
import { ApiClientKey } from '@tandem/identity-domain';
import { Clock, notFound } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { lockClient, subjectOfClient } from './api-client-record';

/** Removes a public key of an API client: from the commit on, it proves nothing, and tokens that were got with it are dead. */
@Injectable()
export class RemoveClientKey {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Events) private readonly events: Events,
  ) {}

  /** A second time changes nothing. @throws DomainError NOT_FOUND. */
  async run(actor: Actor, { id: apiClientId, keyId }: { id: string; keyId: string }): Promise<void> {
    await lockClient(this.em, actor, apiClientId);
    const key = await this.em.findOne(ApiClientKey, { id: keyId, apiClientId });
    if (!key) throw notFound();
    if (!key.remove(this.clock.now())) return;
    this.events.add(apiClientKeyRemoved, {
      ...{ actor, organisations: [], subjects: [subjectOfClient(apiClientId)], data: { apiClientId, keyId } },
      before: { kid: key.kid },
    });
    await this.em.flush();
  }
}
