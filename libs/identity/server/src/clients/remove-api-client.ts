import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { apiClientRemoved } from '@tandem/identity-contract';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { lockClient, subjectOfClient } from './api-client-record';

/** Removes an API client for good: from the commit on, its tokens, secrets and keys open nothing. */
@Injectable()
export class RemoveApiClient {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Events) private readonly events: Events,
  ) {}

  /** @throws DomainError NOT_FOUND, also a second time. */
  async run(actor: Actor, id: string): Promise<void> {
    const client = await lockClient(this.em, actor, id);
    client.remove();
    this.events.add(apiClientRemoved, {
      ...{ actor, organisations: [], subjects: [subjectOfClient(id)], data: { apiClientId: id } },
      before: { name: client.name, roles: client.roles },
    });
    await this.em.flush();
  }
}
