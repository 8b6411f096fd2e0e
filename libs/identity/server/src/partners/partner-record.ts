import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Organisation, ProgramMembership } from '@tandem/identity-domain';
import { notFound } from '@tandem/platform-kernel';
import type { Subject } from '@tandem/platform-server';

/** Condition of an organisation `o` that partners with the platform: neither a customer nor whoever runs it. */
export const IS_PARTNER = "not exists (select from program_membership m where m.organisation_id = o.id and m.program in ('customer', 'operator') and m.state <> 'ended')";

/** How an organisation is named in events. */
export const subjectOfOrganisation = (id: string): Subject => ({ type: 'organisation', id });

/**
 * A partner with all its programs; the organisation is locked, so that decisions about it come one after the other.
 * @throws DomainError NOT_FOUND, also for customers and the operator.
 */
export async function lockPartner(em: EntityManager, id: string): Promise<{ readonly organisation: Organisation; readonly memberships: ProgramMembership[] }> {
  const organisation = await em.findOne(Organisation, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const memberships = await em.find(ProgramMembership, { organisationId: id });
  if (!organisation || memberships.some(({ program, state }) => state !== 'ended' && (program === 'customer' || program === 'operator'))) throw notFound();
  return { organisation, memberships };
}
