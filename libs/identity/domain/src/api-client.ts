import { defineEntity, p } from '@mikro-orm/core';
import { DomainError, newId } from '@tandem/platform-kernel';
import { ApiClientKey } from './api-client-key';
import { ApiClientSecret } from './api-client-secret';
import type { PublicKey } from './public-key';
import { isIncentiveRole } from './role';
import type { RoleGrant } from './role';

/** How many secrets of a client may be live at once, so that one can be replaced without an outage. */
export const LIVE_SECRETS = 2;

/** How many keys of a client may be live at once, for the same reason. */
export const LIVE_KEYS = 2;

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

const invalid = (rule: string, reason: string): never => {
  throw new DomainError({ rule, reason, kind: 'invalid', field: 'roles' });
};

/** The roles a client may have: those of a partner, each once, the incentive ones for named locations. */
function requireClientRoles(roles: readonly RoleGrant[]): readonly RoleGrant[] {
  if (roles.length === 0) invalid('ROL-06', 'ROLE_REQUIRED');
  for (const { role, locations = [] } of roles) {
    if (role === 'operator') invalid('ROL-01', 'OPERATOR_ONLY');
    if (isIncentiveRole(role) && locations.length === 0) invalid('ROL-08', 'ROLE_LOCATION_REQUIRED');
    if (!isIncentiveRole(role) && locations.length > 0) invalid('ROL-08', 'ROLE_LOCATION_REFUSED');
  }
  return roles.filter((grant, index) => roles.findIndex(({ role }) => role === grant.role) === index);
}

/** A program of an organisation that calls the API by itself. */
export class ApiClient extends ApiClientSchema.class {
  /**
   * A new client without a secret.
   * @throws DomainError ROLE_REQUIRED (ROL-06), OPERATOR_ONLY (ROL-01), ROLE_LOCATION_REQUIRED, ROLE_LOCATION_REFUSED (ROL-08).
   */
  static register(given: {
    id?: string;
    organisationId: string;
    clientId?: string;
    name: string;
    roles: readonly RoleGrant[];
    now: Date;
  }): ApiClient {
    const client = new ApiClient();
    client.id = given.id ?? newId();
    client.organisationId = given.organisationId;
    client.clientId = given.clientId ?? client.id;
    client.name = given.name.trim();
    client.roles = requireClientRoles(given.roles);
    client.state = 'active';
    client.createdAt = given.now;
    return client;
  }

  /** Changes name or roles; a token it has already goes on with the new roles. @throws DomainError as `register` does. */
  change({ name, roles }: { name?: string | undefined; roles?: readonly RoleGrant[] | undefined }): void {
    if (name !== undefined) this.name = name.trim();
    if (roles !== undefined) this.roles = requireClientRoles(roles);
  }

  /**
   * Adds a secret, of which only the hash is kept.
   * @param live the client's secrets that are not revoked.
   * @throws DomainError SECRET_LIMIT when two are live already.
   */
  addSecret(live: readonly ApiClientSecret[], hash: string, now: Date): ApiClientSecret {
    if (live.length >= LIVE_SECRETS) throw new DomainError({ rule: 'SEC-02', reason: 'SECRET_LIMIT', kind: 'conflict' });
    return ApiClientSecret.issue(this, hash, now);
  }

  /**
   * Adds a public key.
   * @param live the client's keys that are not removed.
   * @throws DomainError KEY_LIMIT when two are live already, KEY_KNOWN when it has this key, or another one of this name.
   */
  addKey(live: readonly ApiClientKey[], given: { kid: string; thumbprint: string; jwk: PublicKey; now: Date }): ApiClientKey {
    const refuse = (reason: string, field?: string): never => {
      throw new DomainError({ rule: 'SEC-02', reason, kind: 'conflict', ...(field ? { field } : {}) });
    };
    if (live.some(({ kid, thumbprint }) => kid === given.kid || thumbprint === given.thumbprint)) refuse('KEY_KNOWN', 'key');
    if (live.length >= LIVE_KEYS) refuse('KEY_LIMIT');
    return ApiClientKey.of({ organisationId: this.organisationId, apiClientId: this.id, ...given });
  }

  /** Removes the client; its tokens stop working at once. */
  remove(): void {
    this.state = 'removed';
  }
}

ApiClientSchema.setClass(ApiClient);
