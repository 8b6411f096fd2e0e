import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { apiClientKeyAdded } from '@tandem/identity-contract';
import { ApiClientKey, publicKeyOf } from '@tandem/identity-domain';
import type { GivenKey, PublicKey } from '@tandem/identity-domain';
import { Clock, DomainError } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { calculateJwkThumbprint, importJWK } from 'jose';
import { lockClient, subjectOfClient } from './api-client-record';

/** The thumbprint of a key that can be read. @throws DomainError KEY_UNSUPPORTED, e.g. for a point that is not on the curve. */
async function thumbprintOf(jwk: PublicKey): Promise<string> {
  try {
    await importJWK({ ...jwk }, jwk.alg);
    return await calculateJwkThumbprint({ ...jwk });
  } catch {
    throw new DomainError({ rule: 'SEC-02', reason: 'KEY_UNSUPPORTED', kind: 'invalid', field: 'key' });
  }
}

/** Adds a public key, by which an API client can sign assertions instead of sending a secret. */
@Injectable()
export class AddClientKey {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Events) private readonly events: Events,
  ) {}

  /** @throws DomainError NOT_FOUND, KEY_PRIVATE, KEY_UNSUPPORTED, KEY_WEAK, KEY_KNOWN, KEY_LIMIT. */
  async run(actor: Actor, apiClientId: string, given: GivenKey): Promise<ApiClientKey> {
    const client = await lockClient(this.em, actor, apiClientId);
    const jwk = publicKeyOf(given);
    const thumbprint = await thumbprintOf(jwk);
    const live = await this.em.find(ApiClientKey, { apiClientId, removedAt: null });
    const key = client.addKey(live, { kid: given.kid ?? thumbprint, thumbprint, jwk, now: this.clock.now() });
    this.em.persist(key);
    this.events.add(apiClientKeyAdded, {
      ...{ actor, organisations: [], subjects: [subjectOfClient(apiClientId)], data: { apiClientId, keyId: key.id } },
      after: { kid: key.kid, algorithm: jwk.alg },
    });
    await this.em.flush();
    return key;
  }
}
