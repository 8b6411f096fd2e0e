import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { apiClientChanged } from '@tandem/identity-contract';
import { requireOwnLocations } from '@tandem/identity-domain';
import type { RoleGrant } from '@tandem/identity-domain';
import { Events, expectVersion } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { openLocations } from '../people/people-of';
import { lockClient, subjectOfClient } from './api-client-record';

/** What is to be changed. */
export interface ClientChange {
  readonly name?: string | undefined;
  readonly roles?: readonly RoleGrant[] | undefined;
}

/** Changes name or roles of an API client. */
@Injectable()
export class ChangeApiClient {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Events) private readonly events: Events,
  ) {}

  /** The same change a second time does nothing. @throws DomainError NOT_FOUND, STALE, and what a new client is refused for. */
  async run(actor: Actor, id: string, change: ClientChange, etag?: string): Promise<void> {
    const client = await lockClient(this.em, actor, id);
    expectVersion(client, etag);
    const before = { name: client.name, roles: client.roles };
    client.change(change);
    requireOwnLocations({ held: before.roles, wanted: client.roles, open: await openLocations(this.em, actor.organisationId) });
    const after = { name: client.name, roles: client.roles };
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    this.events.add(apiClientChanged, { actor, organisations: [], subjects: [subjectOfClient(id)], data: { apiClientId: id }, before, after });
    await this.em.flush();
  }
}
