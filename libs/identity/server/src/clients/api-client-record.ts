import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiClient } from '@tandem/identity-domain';
import type { RoleGrant } from '@tandem/identity-domain';
import { DomainError, notFound } from '@tandem/platform-kernel';
import type { Actor, Subject } from '@tandem/platform-server';

/** How an API client is named in events. */
export const subjectOfClient = (id: string): Subject => ({ type: 'api_client', id });

/** A client of the actor's organisation, locked: its secrets and keys are counted by one at a time. @throws DomainError NOT_FOUND (SEC-01). */
export async function lockClient(em: EntityManager, { organisationId }: Actor, id: string): Promise<ApiClient> {
  const client = await em.findOne(ApiClient, { id, organisationId, state: 'active' }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (!client) throw notFound();
  return client;
}

/** Lets a role be limited to locations of the own organisation only. @throws DomainError CLIENT_LOCATION_UNKNOWN (ROL-08). */
export async function requireOwnLocations(em: EntityManager, { organisationId }: Actor, roles: readonly RoleGrant[]): Promise<void> {
  const named = [...new Set(roles.flatMap(({ locations }) => locations ?? []))];
  if (named.length === 0) return;
  const [found] = await em.execute<{ count: number }[]>(
    'select count(*)::int as count from mpn_location where organisation_id = ? and mpn_id in (select jsonb_array_elements_text(?::jsonb))',
    [organisationId, JSON.stringify(named)],
  );
  if (found?.count !== named.length) throw new DomainError({ rule: 'ROL-08', reason: 'CLIENT_LOCATION_UNKNOWN', kind: 'invalid', field: 'roles' });
}
