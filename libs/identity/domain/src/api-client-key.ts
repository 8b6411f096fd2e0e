import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '@tandem/platform-kernel';
import type { PublicKey } from './public-key';

const ApiClientKeySchema = defineEntity({
  name: 'ApiClientKey',
  properties: {
    id: p.uuid().primary(),
    organisationId: p.uuid(),
    apiClientId: p.uuid(),
    /** How the client names the key in what it signs; unique among its live ones. */
    kid: p.text(),
    /** RFC 7638, so that the same key is not added twice. */
    thumbprint: p.text(),
    jwk: p.json<PublicKey>(),
    createdAt: p.datetime().columnType('timestamptz(3)'),
    lastUsedAt: p.datetime().columnType('timestamptz(3)').nullable(),
    removedAt: p.datetime().columnType('timestamptz(3)').nullable(),
  },
});

/** A public key by which an API client proves who it is; the private one never leaves the client. */
export class ApiClientKey extends ApiClientKeySchema.class {
  /** A new key; `ApiClient.addKey` is the way to it. */
  static of(given: { organisationId: string; apiClientId: string; kid: string; thumbprint: string; jwk: PublicKey; now: Date }): ApiClientKey {
    const key = new ApiClientKey();
    key.id = newId();
    key.organisationId = given.organisationId;
    key.apiClientId = given.apiClientId;
    key.kid = given.kid;
    key.thumbprint = given.thumbprint;
    key.jwk = given.jwk;
    key.createdAt = given.now;
    key.lastUsedAt = null;
    key.removedAt = null;
    return key;
  }

  /** The key proves nothing any more; says whether it did before. */
  remove(now: Date): boolean {
    const lived = this.removedAt === null;
    if (lived) this.removedAt = now;
    return lived;
  }
}

ApiClientKeySchema.setClass(ApiClientKey);
