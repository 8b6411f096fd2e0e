import { defineEntity, p } from '@mikro-orm/core';
import { DomainError, newId } from '@tandem/platform-kernel';
import { ApiClientSecret } from './api-client-secret';
import type { RoleGrant } from './role';

/** How many secrets of a client may be live at once, so that one can be replaced without an outage. */
export const LIVE_SECRETS = 2;

const ApiClientSchema = defineEntity({
  name: 'ApiClient',
  properties: {
    id: p.uuid().primary(),
    organisationId: p.uuid(),
    /** The OAuth client id; unique over the installation. */
    clientId: p.text(),
    name: p.text(),
    roles: p.json<readonly RoleGrant[]>(),
    state: p.text().$type<'active' | 'removed'>(),
    createdAt: p.datetime().columnType('timestamptz(3)'),
    version: p.integer().version(),
  },
});

/** A program of an organisation that calls the API by itself. */
export class ApiClient extends ApiClientSchema.class {
  /** A new client without a secret. @throws DomainError ROLE_REQUIRED (ROL-06), OPERATOR_ONLY (ROL-01). */
  static register(given: {
    id?: string;
    organisationId: string;
    clientId?: string;
    name: string;
    roles: readonly RoleGrant[];
    now: Date;
  }): ApiClient {
    if (given.roles.length === 0) throw new DomainError({ rule: 'ROL-06', reason: 'ROLE_REQUIRED', kind: 'invalid', field: 'roles' });
    if (given.roles.some(({ role }) => role === 'operator'))
      throw new DomainError({ rule: 'ROL-01', reason: 'OPERATOR_ONLY', kind: 'invalid', field: 'roles' });
    const client = new ApiClient();
    client.id = given.id ?? newId();
    client.organisationId = given.organisationId;
    client.clientId = given.clientId ?? client.id;
    client.name = given.name.trim();
    client.roles = given.roles;
    client.state = 'active';
    client.createdAt = given.now;
    return client;
  }

  /**
   * Adds a secret, of which only the hash is kept.
   * @param live the client's secrets that are not revoked.
   * @throws DomainError SECRET_LIMIT when two are live already.
   */
  addSecret(live: readonly ApiClientSecret[], hash: string, now: Date): ApiClientSecret {
    if (live.length >= LIVE_SECRETS) throw new DomainError({ rule: 'SEC-02', reason: 'SECRET_LIMIT', kind: 'conflict' });
    return ApiClientSecret.issue(this.id, hash, now);
  }

  /** Removes the client; its tokens stop working at once. */
  remove(): void {
    this.state = 'removed';
  }
}

ApiClientSchema.setClass(ApiClient);
