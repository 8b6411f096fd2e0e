import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { apiClientCreated } from '@tandem/identity-contract';
import { ApiClient, requireOwnLocations } from '@tandem/identity-domain';
import type { RoleGrant } from '@tandem/identity-domain';
import { Clock } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { hashSecret, newToken } from '../secrets/secret-hash';
import { openLocations } from '../people/people-of';
import { subjectOfClient } from './api-client-record';

/** Makes an API client with its first secret. Only the hash of that is kept: who loses it adds another one. */
@Injectable()
export class CreateApiClient {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Events) private readonly events: Events,
  ) {}

  /** @throws DomainError ROLE_REQUIRED, OPERATOR_ONLY, ROLE_LOCATION_REQUIRED, ROLE_LOCATION_REFUSED, ROLE_LOCATION_UNKNOWN. */
  async run(actor: Actor, { name, roles }: { name: string; roles: readonly RoleGrant[] }): Promise<{ id: string; clientSecret: string }> {
    const now = this.clock.now();
    const client = ApiClient.register({ organisationId: actor.organisationId, name, roles, now });
    requireOwnLocations({ held: [], wanted: client.roles, open: await openLocations(this.em, actor.organisationId) });
    const clientSecret = newToken();
    const secret = client.addSecret([], await hashSecret(clientSecret), now);
    this.em.persist([client, secret]);
    this.events.add(apiClientCreated, {
      ...{ actor, organisations: [], subjects: [subjectOfClient(client.id)], data: { apiClientId: client.id } },
      after: { name: client.name, roles: client.roles },
    });
    await this.em.flush();
    return { id: client.id, clientSecret };
  }
}
