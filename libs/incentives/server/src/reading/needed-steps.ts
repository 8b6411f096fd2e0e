import type { EntityManager } from '@mikro-orm/postgresql';
import type { IncentiveProgram, IncentiveStep, NeededStep } from '@tandem/incentives-contract';
import { INCENTIVE_PROGRAM_DATA } from '@tandem/incentives-domain';
import type { Incentive } from '@tandem/incentives-domain';
import { query } from '@tandem/platform-server';
import { instant } from './incentive.view';

/** What the steps are read from. */
interface Facts {
  readonly signedAt: string | null;
  readonly associatedSince: string | null;
  /** Names of those who can appoint, of those who are incentive admins of the location, and of Global admins. */
  readonly appointers: readonly string[];
  readonly incentiveAdmins: readonly string[];
  readonly globalAdmins: readonly string[];
}

const names = (condition: string): string => `
  coalesce((select json_agg(name order by name) from (
    select distinct trim(u.first_name || ' ' || u.last_name) as name from partner_user u join role_assignment r on r.user_id = u.id
    where u.organisation_id = given.id and u.state = 'active' and ${condition} order by name limit 5) as known), '[]')`;

const FACTS = `
with given as (select ?::uuid as id, ?::text as mpn_id, ?::text as program)
select m.agreement_signed_at as "signedAt", a.since as "associatedSince", ${names(`r.role in ('global_admin', 'account_admin')`)} as appointers,
  ${names(`r.role = 'incentive_admin' and given.mpn_id = any(r.locations)`)} as "incentiveAdmins", ${names(`r.role = 'global_admin'`)} as "globalAdmins"
from given left join program_membership m on m.organisation_id = given.id and m.program = given.program
left join mpn_association a on a.organisation_id = given.id and a.until is null`;

type Kept = Pick<Incentive, 'organisationId' | 'program' | 'state' | 'payout' | 'tax' | 'enrolledAt'>;

/** What is needed before an incentive is complete, and who can do it (INC-05, INC-08). `mpnId`: the location that counts. */
export async function neededSteps(em: EntityManager, incentive: Kept, mpnId: string | null): Promise<NeededStep[]> {
  const program: IncentiveProgram = incentive.program;
  const [facts] = await query<Facts>(em, FACTS, [incentive.organisationId, mpnId, INCENTIVE_PROGRAM_DATA[program].eligible]);
  if (!facts) return [];
  const { signedAt, associatedSince, appointers, incentiveAdmins, globalAdmins } = facts;
  const step = (name: IncentiveStep, done: boolean, who: readonly string[], at: string | Date | null = null): NeededStep => ({ step: name, done, who: [...who], ...(done ? instant('at', at === null ? null : new Date(at)) : {}) });
  return [
    // Direct-bill partners signed theirs elsewhere, before Tandem.
    ...(program === 'reseller' ? [step('agreement', signedAt !== null, globalAdmins, signedAt)] : []),
    step('mpn_location', mpnId !== null, globalAdmins, associatedSince),
    step('incentive_admin', incentiveAdmins.length > 0, incentiveAdmins.length > 0 ? incentiveAdmins : appointers),
    step('payout_profile', incentive.payout !== null, incentiveAdmins),
    step('tax_profile', incentive.tax !== null, incentiveAdmins),
    step('verification', incentive.state === 'enrolled', [], incentive.enrolledAt),
  ];
}
