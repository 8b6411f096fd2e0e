import type { EntityManager } from '@mikro-orm/postgresql';
import type { MpnLocation } from '@tandem/identity-contract';
import type { Contact, PostalAddress } from '@tandem/identity-domain';
import { notFound } from '@tandem/platform-kernel';
import { query, resource } from '@tandem/platform-server';
import type { Subject } from '@tandem/platform-server';

/** An MPN account as read from the database. */
export interface LocationRow extends Pick<MpnLocation, 'mpnId' | 'type' | 'name' | 'country' | 'status' | 'associated'> {
  readonly id: string;
  readonly email: string | null;
  readonly address: PostalAddress | null;
  readonly contact: Contact | null;
}

const SELECT = `
select l.id, l.mpn_id as "mpnId", l.type, l.name, l.country, l.status, l.email, l.address, l.contact, a.id is not null as associated
from mpn_location l left join mpn_association a on a.mpn_id = l.mpn_id and a.organisation_id = l.organisation_id and a.until is null`;

/** How an MPN account is named in events. */
export const subjectOfLocation = (id: string): Subject => ({ type: 'mpn_location', id });

/** MPN accounts; `rest` follows and begins with `where`. */
export const readLocations = (em: EntityManager, rest: string, params: readonly unknown[]): Promise<LocationRow[]> => query<LocationRow>(em, `${SELECT} ${rest}`, params);

/** One of an organisation's own. @throws DomainError NOT_FOUND (SEC-01), also for one that is another's. */
export async function readLocation(em: EntityManager, organisationId: string, mpnId: string): Promise<LocationRow> {
  const [row] = await readLocations(em, 'where l.organisation_id = ? and l.mpn_id = ?', [organisationId, mpnId]);
  if (!row) throw notFound();
  return row;
}

/** The wire form of an MPN account. */
export function locationView({ mpnId, type, name, country, status, associated, email, address, contact }: LocationRow): MpnLocation {
  return {
    ...{ mpnId, type, name, country, status, associated },
    ...(address === null ? {} : { address }),
    ...(contact ? { contact } : email === null ? {} : { contact: { email } }),
    ...resource('MpnLocation', `/mpnlocations/${mpnId}`),
  };
}
