import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { apiClientSecretAdded } from '@tandem/identity-contract';
import { ApiClientSecret } from '@tandem/identity-domain';
import { Clock } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { hashSecret, newToken } from '../secrets/secret-hash';
import { lockClient, subjectOfClient } from './api-client-record';

/** A secret at the only moment at which it is known. */
export interface NewSecret {
  readonly id: string;
  readonly clientSecret: string;
  readonly createdAt: string;
}

/** Adds a secret to an API client, so that the former one can be replaced before it is revoked. */
@Injectable()
export class AddClientSecret {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Events) private readonly events: Events,
  ) {}

  /** @throws DomainError NOT_FOUND, SECRET_LIMIT. */
  async run(actor: Actor, apiClientId: string): Promise<NewSecret> {
    const client = await lockClient(this.em, actor, apiClientId);
    const live = await this.em.find(ApiClientSecret, { apiClientId, revokedAt: null });
    const clientSecret = newToken();
    const secret = client.addSecret(live, await hashSecret(clientSecret), this.clock.now());
    this.em.persist(secret);
    this.events.add(apiClientSecretAdded, { actor, organisations: [], subjects: [subjectOfClient(apiClientId)], data: { apiClientId, secretId: secret.id } });
    await this.em.flush();
    return { id: secret.id, clientSecret, createdAt: secret.createdAt.toISOString() };
  }
}
