import type { EntityManager } from '@mikro-orm/postgresql';
import { assignRoles, Organisation, PartnerUser, ProgramMembership } from '@tandem/identity-domain';
import { DomainError } from '@tandem/platform-kernel';
import type { Clock } from '@tandem/platform-kernel';
import { hashSecret, newPassword } from '../secrets/secret-hash';

/** What the first operator signs in with; the password is shown once and must be changed (SEC-03). */
export interface OperatorCredentials {
  readonly userName: string;
  readonly password: string;
}

/**
 * Makes an operator, and the operator's organisation when there is none yet. Run as the database's owner, from the command line.
 * @param em inside a transaction. @throws DomainError EMAIL_TAKEN.
 */
export async function createOperator(em: EntityManager, clock: Clock, email: string): Promise<OperatorCredentials> {
  const now = clock.now();
  const userName = email.trim().toLowerCase();
  await em.execute("select pg_advisory_xact_lock(hashtext('tandem.operator'))");
  if (await em.count(PartnerUser, { email: userName }))
    throw new DomainError({ rule: 'ROL-06', reason: 'EMAIL_TAKEN', kind: 'conflict', field: 'email' });

  const membership = await em.findOne(ProgramMembership, { program: 'operator', state: 'active' });
  const organisationId = membership?.organisationId ?? operatorOrganisation(em, userName, now);
  const password = newPassword();
  const user = PartnerUser.welcome({
    organisationId,
    email: userName,
    firstName: userName.split('@')[0] ?? userName,
    lastName: '',
    locale: 'en',
    passwordHash: await hashSecret(password),
    now,
  });
  em.persist([
    user,
    ...assignRoles({ user, held: [], wanted: [{ role: 'operator' }], otherGlobalAdmins: 0, isOperator: true, now }).granted,
  ]);
  await em.flush();
  return { userName, password };
}

function operatorOrganisation(em: EntityManager, email: string, now: Date): string {
  const organisation = Organisation.register({ name: 'Operator', domain: email.split('@')[1] ?? 'operator', country: 'DE', now });
  const membership = ProgramMembership.grant({ organisation, held: [], program: 'operator', path: 'operator', now });
  em.persist([organisation, membership]);
  return organisation.id;
}
