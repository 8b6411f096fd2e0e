import type { EntityManager } from '@mikro-orm/postgresql';
import { OPEN, TIME_IS_UP } from '@tandem/invitations-server';
import { PARTNERSHIP_REQUEST } from '../partnership-record';

/** What is known of an address before a request goes to it. */
export interface KnownAddress {
  readonly email: string;
  /** Refuses mails for good. */
  readonly suppressed: boolean;
  /** Name of the active partner it belongs to. */
  readonly partner: string | null;
  /** Has a request that is open, or was declined. A draft has not gone out and does not count. */
  readonly asked: boolean;
}

const KNOWN = `
with wanted as (select distinct lower(value) as email from jsonb_array_elements_text(?::jsonb))
select w.email, s.address is not null as suppressed, coalesce(d.name, a.name) as partner,
  exists (
    select 1 from seen_invitation i where i.organisation_id = ? and lower(i.email) = w.email and i.type = '${PARTNERSHIP_REQUEST}'
      and (i.state = 'declined' or (${OPEN} and i.state <> 'draft' and ${TIME_IS_UP} is not true))
  ) as asked
from wanted w
left join suppressed_address s on s.address = w.email
left join lateral (
  select o.name from organisation_card o join partnership p on p.reseller_id = o.id
  where o.domain = split_part(w.email, '@', 2) and p.provider_id = ? and p.state = 'active' limit 1
) d on true
left join lateral (
  select o.name from seen_invitation i join partnership p on p.reseller_id = i.answered_by and p.provider_id = i.organisation_id join organisation_card o on o.id = p.reseller_id
  where i.organisation_id = ? and lower(i.email) = w.email and i.state = 'accepted' and p.state = 'active' limit 1
) a on true`;

/** What is known to a provider of some addresses, by the address in lower case: partners by domain or by an accepted request (PRT-15). */
export async function knownAddresses(em: EntityManager, organisationId: string, emails: readonly string[], now: Date): Promise<ReadonlyMap<string, KnownAddress>> {
  const rows = await em.execute<KnownAddress[]>(KNOWN, [JSON.stringify(emails), organisationId, now, organisationId, organisationId]);
  return new Map(rows.map((row) => [row.email, row]));
}
