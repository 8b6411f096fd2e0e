import type { EntityManager } from '@mikro-orm/postgresql';
import { ProviderService } from '@tandem/partnership-contract';
import type { IndirectProvider } from '@tandem/partnership-contract';
import { whyNot } from '@tandem/platform-contract';
import { regionOf } from '@tandem/platform-kernel';
import { resource } from '@tandem/platform-server';
import type { Actor, Subject } from '@tandem/platform-server';

/** An entry with its provider, as read from the database. */
export interface EntryRow {
  readonly id: string;
  readonly name: string;
  readonly country: string;
  readonly mpnId: string | null;
  readonly description: string;
  readonly services: readonly string[];
  readonly countries: readonly string[];
  readonly website: string | null;
  readonly email: string | null;
  readonly phoneNumber: string | null;
  readonly listed: boolean;
  readonly version: number;
  /** What the list is sorted by, with the id among equals. */
  readonly sortKey: string;
}

/** Condition of an organisation that is an official provider now. */
export const IS_PROVIDER = `exists (select 1 from program_holder m where m.organisation_id = o.id and m.program = 'indirect_provider')`;

const SELECT = `
select e.provider_id as id, o.name, o.country, o.mpn_id as "mpnId", e.description, e.services, e.countries, e.website, e.email,
  e.phone_number as "phoneNumber", e.listed, e.version, lower(o.name) as "sortKey"
from directory_entry e join organisation_card o on o.id = e.provider_id`;

/** Entries; `rest` follows and begins with `where`. */
export const readEntries = (em: EntityManager, rest: string, params: readonly unknown[]): Promise<EntryRow[]> => em.execute<EntryRow[]>(`${SELECT} ${rest}`, [...params]);

/** Whether somebody keeps the directory, and so sees what is not listed. */
export const keepsDirectory = (actor: Actor | undefined): boolean => actor !== undefined && whyNot('directory.edit', { ...actor, isPerson: actor.userId !== undefined }) === null;

/** One entry as somebody may see it: listed of an active provider for everybody, else for the provider and the operator only (DIR-02). */
export async function findEntry(em: EntityManager, actor: Actor | undefined, id: string): Promise<EntryRow | undefined> {
  const all = actor?.organisationId === id || keepsDirectory(actor);
  const [row] = await readEntries(em, `where e.provider_id = ?${all ? '' : ` and e.listed and ${IS_PROVIDER}`}`, [id]);
  return row;
}

/** How an entry is named in events. */
export const subjectOfEntry = (id: string): Subject => ({ type: 'directory_entry', id });

/** The wire form of an entry. */
export function entryView({ id, name, country, mpnId, description, services, countries, website, email, phoneNumber, listed, version }: EntryRow): IndirectProvider {
  const region = regionOf(country);
  return {
    ...{ id, name, location: country, regions: region ? [region] : [], countries: [...countries] },
    services: services.map((service) => ProviderService.parse(service)),
    ...{ description, listed },
    ...(mpnId === null ? {} : { mpnId }),
    ...(website === null ? {} : { website }),
    ...(email === null ? {} : { email }),
    ...(phoneNumber === null ? {} : { phoneNumber }),
    ...resource('IndirectProvider', `/indirectproviders/${id}`, version),
  };
}
