import type { EntityManager } from '@mikro-orm/postgresql';
import { Offboarding } from '@tandem/enrollment-domain';
import type { EnrollmentPath } from '@tandem/enrollment-domain';
import { ProgramMembership } from '@tandem/identity-domain';
import type { Program } from '@tandem/identity-domain';
import { DomainError } from '@tandem/platform-kernel';

const refuse = (rule: string, reason: string, kind: 'conflict' | 'forbidden', program: Program): never => {
  throw new DomainError({ rule, reason, kind, details: { program } });
};

/**
 * By which path an organisation may become a reseller.
 * @throws DomainError PROGRAM_HELD when it is one; PROGRAM_NOT_OFFERED to providers, customers and the operator (ORG-05, ORG-07); NOT_ELIGIBLE to a direct-bill
 * partner that the operator did not mark (TRN-01).
 */
export async function requireEligible(em: EntityManager, organisationId: string): Promise<EnrollmentPath> {
  const held = (await em.find(ProgramMembership, { organisationId })).filter(({ state }) => state !== 'ended').map(({ program }) => program);
  if (held.includes('indirect_reseller')) refuse('ORG-02', 'PROGRAM_HELD', 'conflict', 'indirect_reseller');
  const other = held.find((program) => program !== 'direct_bill');
  if (other) refuse('ORG-05', 'PROGRAM_NOT_OFFERED', 'conflict', other);
  if (held.length === 0) return 'application';
  if (!(await em.findOne(Offboarding, { organisationId }))) refuse('TRN-01', 'NOT_ELIGIBLE', 'forbidden', 'direct_bill');
  return 'transition';
}
