import type { MpnLocation } from '@tandem/identity-contract';

/** Why the program account cannot stand on a location; null when it can. */
export type Unfitting = 'associated' | 'inactive' | 'global' | 'elsewhere' | null;

/** Whether an organisation of a country can be associated with an MPN account: with an active location there (MPN-01 to MPN-03). */
export function unfitting({ associated, status, type, country }: Pick<MpnLocation, 'associated' | 'status' | 'type' | 'country'>, own: string): Unfitting {
  if (associated) return 'associated';
  if (status !== 'active') return 'inactive';
  if (type !== 'location') return 'global';
  return country === own ? null : 'elsewhere';
}
