import type { EntityManager } from '@mikro-orm/postgresql';
import { Enrollment } from '@tandem/enrollment-domain';
import type { AgreementType, Ripeness } from '@tandem/enrollment-domain';
import { MpnAssociation, ProgramMembership } from '@tandem/identity-domain';
import { readSignatures } from './agreement.view';
import type { SignatureRow } from './agreement.view';

/** Where an organisation stands with an agreement. */
export interface Standing extends Ripeness {
  /** Its newest signature, of whatever version. */
  readonly newest: SignatureRow | undefined;
}

/** Two who sign for an organisation at once come one after the other: the second finds the signature of the first. */
export const lockAgreements = (em: EntityManager, organisationId: string): Promise<unknown> => em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`agreement ${organisationId}`]);

/** What is true of an organisation that may want to sign (AGR-02). */
export async function ripenessOf(em: EntityManager, organisationId: string): Promise<Ripeness> {
  const qualified = await em.findOne(Enrollment, { organisationId, state: 'qualified' });
  const membership = await em.findOne(ProgramMembership, { organisationId, program: 'indirect_reseller', state: 'active' });
  const association = await em.findOne(MpnAssociation, { organisationId, until: null });
  return { qualified: qualified !== null, reseller: membership !== null, mpnAssociated: association !== null };
}

/** Where an organisation stands with agreements of a type (SM-4). */
export async function standingWith(em: EntityManager, organisationId: string, agreementType: AgreementType): Promise<Standing> {
  const [newest] = await readSignatures(em, 'where s.organisation_id = ? and s.agreement_type = ? order by s.version_rank desc limit 1', [organisationId, agreementType]);
  return { newest, ...(await ripenessOf(em, organisationId)) };
}
