import type { EntityManager } from '@mikro-orm/postgresql';
import { INCENTIVE_PROGRAM_DATA, INCENTIVE_PROGRAM_NAMES } from '@tandem/incentives-domain';
import type { Block } from '@tandem/incentives-domain';
import { query } from '@tandem/platform-server';

/** To whom mails about an incentive go at this moment, and what keeps them. */
export interface Addressee {
  /** Id of the incentive. */
  readonly id: string;
  readonly organisation: string;
  /** ISO 3166-1 alpha-2 of the organisation. */
  readonly country: string;
  readonly language: 'de' | 'en';
  /** The location that counts: the associated one, until it is submitted (INC-02). */
  readonly mpnId: string | null;
  readonly email: string | null;
  /** Earlier mails to the address came back. */
  readonly refused: boolean;
  readonly membership: 'active' | 'suspended' | 'ended' | null;
}

/** Which program an incentive of `i` asks for. */
export const ELIGIBLE = `case i.program ${INCENTIVE_PROGRAM_NAMES.map((name) => `when '${name}' then '${INCENTIVE_PROGRAM_DATA[name].eligible}'`).join(' ')} end`;

/** The location that counts for an incentive `i`, as `l`: the one it was submitted for, else the one that is associated now (INC-02). */
export const LOCATION = `left join mpn_association a on a.organisation_id = i.organisation_id and a.until is null
left join mpn_location l on l.mpn_id = coalesce(i.mpn_id, a.mpn_id) and l.status = 'active'`;

const ADDRESSEES = `
select i.id, o.name as organisation, o.country, case when p.content ->> 'language' = 'de' then 'de' else 'en' end as language, l.mpn_id as "mpnId", l.email,
  exists (select from suppressed_address where address = lower(l.email)) as refused, m.state as membership
from incentive i join organisation o on o.id = i.organisation_id ${LOCATION}
left join partner_profile p on p.organisation_id = i.organisation_id and p.kind = 'organization'
left join program_membership m on m.organisation_id = i.organisation_id and m.program = ${ELIGIBLE}
where i.id = any(?::uuid[])`;

/** To whom mails about incentives go now, by the id of the incentive. */
export async function readAddressees(em: EntityManager, ids: readonly string[]): Promise<ReadonlyMap<string, Addressee>> {
  if (ids.length === 0) return new Map();
  const rows = await query<Addressee>(em, ADDRESSEES, [`{${ids.join()}}`]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Why no mail can go to somebody; undefined when it can (INC-02, INC-03, ORG-10). */
export function blockOf({ mpnId, email, refused, membership }: Addressee): Block | undefined {
  if (membership === 'suspended') return 'ACCOUNT_SUSPENDED';
  if (membership !== 'active') return 'PROGRAM_ENDED';
  if (mpnId === null) return 'NO_LOCATION';
  if (email === null) return 'NO_ADDRESS';
  return refused ? 'ADDRESS_REFUSED' : undefined;
}
