import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiClient } from '@tandem/identity-domain';
import { notFound } from '@tandem/platform-kernel';
import type { Actor, Subject } from '@tandem/platform-server';

/** How an API client is named in events. */
export const subjectOfClient = (id: string): Subject => ({ type: 'api_client', id });

/** A client of the actor's organisation, locked: its secrets and keys are counted by one at a time. @throws DomainError NOT_FOUND (SEC-01). */
export async function lockClient(em: EntityManager, { organisationId }: Actor, id: string): Promise<ApiClient> {
  const client = await em.findOne(ApiClient, { id, organisationId, state: 'active' }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (!client) throw notFound();
  return client;
}
