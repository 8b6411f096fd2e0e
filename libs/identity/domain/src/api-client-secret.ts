import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '@tandem/platform-kernel';

const ApiClientSecretSchema = defineEntity({
  name: 'ApiClientSecret',
  properties: {
    id: p.uuid().primary(),
    organisationId: p.uuid(),
    apiClientId: p.uuid(),
    /** argon2id, with its parameters (PHC string). */
    hash: p.text(),
    createdAt: p.datetime().columnType('timestamptz(3)'),
    lastUsedAt: p.datetime().columnType('timestamptz(3)').nullable(),
    revokedAt: p.datetime().columnType('timestamptz(3)').nullable(),
  },
});

/** A secret of an API client: shown once when it is made, kept as a hash. */
export class ApiClientSecret extends ApiClientSecretSchema.class {
  /** A new secret; `ApiClient.addSecret` is the way to it. */
  static issue(client: { readonly id: string; readonly organisationId: string }, hash: string, now: Date): ApiClientSecret {
    const secret = new ApiClientSecret();
    secret.id = newId();
    secret.organisationId = client.organisationId;
    secret.apiClientId = client.id;
    secret.hash = hash;
    secret.createdAt = now;
    secret.lastUsedAt = null;
    secret.revokedAt = null;
    return secret;
  }

  /** The secret opens nothing any more; says whether it did before. */
  revoke(now: Date): boolean {
    const lived = this.revokedAt === null;
    if (lived) this.revokedAt = now;
    return lived;
  }
}

ApiClientSecretSchema.setClass(ApiClientSecret);
