import type { EntityManager } from '@mikro-orm/postgresql';
import type { OrganisationProfile } from '@tandem/identity-server';
import { refusalOfSides } from '@tandem/partnership-domain';
import type { Pair, Partnership, TakeoverRow } from '@tandem/partnership-domain';
import type { Judged } from '../imports/import-kind';

/** A row with the organisations it names, as far as they are here. */
export interface NamedRow {
  readonly number: number;
  readonly row: TakeoverRow;
  readonly provider: OrganisationProfile | undefined;
  readonly reseller: OrganisationProfile | undefined;
}

type Stored = Pair & Pick<Partnership, 'state'>;

/** The same refusals as of an authorization, told to an operator, who is on neither side. */
const TOLD: Readonly<Record<string, string>> = { NOT_ENROLLED: 'NOT_A_RESELLER', AGREEMENT_REQUIRED: 'AGREEMENT_MISSING', REGION_MISMATCH: 'REGIONS_DIFFER', PROVIDER_INACTIVE: 'NOT_A_PROVIDER' };

const pairKey = ({ providerId, resellerId }: Pair): string => `${providerId} ${resellerId}`;
const invalid = (reason: string, about: string | null = null): Judged => ({ result: 'invalid', reason, about });

/** The two organisations of a row; undefined unless both are here. */
export const pairOf = ({ provider, reseller }: NamedRow): Pair | undefined => provider && reseller && { providerId: provider.id, resellerId: reseller.id };

/**
 * What becomes of each row by what stands between the two it names; the dry run and each batch ask the same. Evidence stands for invitation and
 * tick (IMP-09); everything else that an authorization needs is needed here too: programs, agreement, region.
 */
export async function judgePairs(em: EntityManager, rows: readonly NamedRow[]): Promise<Judged[]> {
  const pairs = rows.flatMap((row) => pairOf(row) ?? []);
  const stored = await em.execute<Stored[]>(
    `select provider_id as "providerId", reseller_id as "resellerId", state from partnership
     where (provider_id, reseller_id) in (select w."providerId", w."resellerId" from jsonb_to_recordset(?::jsonb) as w("providerId" uuid, "resellerId" uuid))`,
    [JSON.stringify(pairs)],
  );
  const states = new Map(stored.map((pair) => [pairKey(pair), pair.state]));
  return rows.map((row) => judge(row, states));
}

function judge(named: NamedRow, states: ReadonlyMap<string, Partnership['state']>): Judged {
  const { row, provider, reseller } = named;
  // Whom the file means comes first: without it nobody knows what the rest is about.
  if (!provider) return invalid('PROVIDER_UNKNOWN', row.provider || null);
  if (!reseller) return invalid('RESELLER_UNKNOWN', row.reseller || null);
  const key = pairKey({ providerId: provider.id, resellerId: reseller.id });
  const state = states.get(key);
  if (state === 'active') return { key, result: 'partner', reason: 'PARTNER_ALREADY', about: reseller.name };
  if (row.refusal) return invalid(row.refusal.reason);
  if (state === 'terminated') return invalid('PARTNERSHIP_ENDED', reseller.name);
  if (!provider.programs.includes('indirect_provider')) return invalid('NOT_A_PROVIDER', provider.name);
  const refusal = refusalOfSides({
    provider: { country: provider.country, active: true },
    reseller: { country: reseller.country, active: reseller.programs.includes('indirect_reseller'), agreed: reseller.signed.includes('indirect_reseller') },
  });
  return refusal ? invalid(TOLD[refusal.reason] ?? refusal.reason, reseller.name) : { key, result: 'new', reason: null, about: null };
}
