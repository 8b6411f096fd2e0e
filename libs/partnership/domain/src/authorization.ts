import { DomainError, sameRegion } from '@tandem/platform-kernel';
import type { Refusal } from '@tandem/platform-kernel';

/** What is known of the two sides when a reseller wants to authorize a provider. */
export interface Sides {
  /** ISO 3166-1 alpha-2. `active`: it is an active indirect provider. */
  readonly provider: { readonly country: string; readonly active: boolean };
  /** `active`: it is an active indirect reseller; `agreed`: its partner agreement is signed. */
  readonly reseller: { readonly country: string; readonly active: boolean; readonly agreed: boolean };
}

/** Why two may not become partners, in the order of docs/adr/0006: program, agreement, region; undefined when nothing stands against it. */
export function refusalOfSides({ provider, reseller }: Sides): Refusal | undefined {
  if (!reseller.active) return { rule: 'PRT-03', reason: 'NOT_ENROLLED', kind: 'conflict', details: { enroll: '/enroll' } };
  if (!reseller.agreed) return { rule: 'AGR-03', reason: 'AGREEMENT_REQUIRED', kind: 'conflict' };
  if (!sameRegion(provider.country, reseller.country)) {
    return { rule: 'PRT-04', reason: 'REGION_MISMATCH', kind: 'invalid', details: { provider: provider.country, reseller: reseller.country } };
  }
  return provider.active ? undefined : { rule: 'PRT-01', reason: 'PROVIDER_INACTIVE', kind: 'conflict' };
}

/**
 * Refuses an authorization that the rules do not allow.
 * @throws DomainError NOT_ENROLLED (PRT-03), AGREEMENT_REQUIRED (AGR-03), REGION_MISMATCH (PRT-04, GEO-01, GEO-04), PROVIDER_INACTIVE.
 */
export function requireAuthorizable(sides: Sides): void {
  const refusal = refusalOfSides(sides);
  if (refusal) throw new DomainError(refusal);
}
