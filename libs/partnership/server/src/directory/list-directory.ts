import type { EntityManager } from '@mikro-orm/postgresql';
import type { listDirectoryCandidates, listIndirectProviders } from '@tandem/partnership-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { countriesOf, DomainError, regionOf } from '@tandem/platform-kernel';
import { collection, Conditions, containing, pageSize, readCursor, resource, seekPage, writeCursor } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import * as z from 'zod';
import { entryView, IS_PROVIDER, keepsDirectory, readEntries } from './directory-entry.view';
import type { EntryRow } from './directory-entry.view';

/** Where the next page begins. */
export const DirectoryPosition = z.object({ name: z.string().refine((name) => !name.includes('\0')), id: z.uuid() });
export type DirectoryPosition = z.output<typeof DirectoryPosition>;

/** What is looked for (DIR-01). */
export interface DirectorySearch {
  readonly name?: string | undefined;
  readonly country?: string | undefined;
  /** A trading region; `all` for every one. */
  readonly region?: string | undefined;
  readonly services?: readonly string[] | undefined;
}

/** The region that is shown: the one asked for; for a reseller that asks for neither region nor country its own (DIR-03); else every one. */
export function regionShown(actor: Actor | undefined, { region, country }: DirectorySearch): string | undefined {
  if (region) return region.toLowerCase() === 'all' ? undefined : region.toLowerCase();
  return !country && actor?.programs.includes('indirect_reseller') ? regionOf(actor.country) : undefined;
}

const list = (values: readonly string[]): string => `{${values.join(',')}}`;

interface DirectoryPage {
  readonly size: number;
  readonly after?: DirectoryPosition | undefined;
  /** Also those that are not listed, for whoever keeps the directory. */
  readonly all?: boolean;
}

/**
 * Entries by name, from `after` on.
 * @param search its region is the one that is shown; none shows every one.
 * @throws DomainError FIELD_INVALID when there is no such region.
 */
export async function searchDirectory(em: EntityManager, search: DirectorySearch, page: DirectoryPage): Promise<{ rows: EntryRow[]; next?: DirectoryPosition }> {
  const where = new Conditions().add('true');
  if (!page.all) where.add(`e.listed and ${IS_PROVIDER}`);
  if (search.region) {
    const countries = countriesOf(search.region);
    if (!countries) throw new DomainError({ rule: 'API-01', reason: 'FIELD_INVALID', kind: 'invalid', field: 'region' });
    where.add('o.country = any(?::text[])', list(countries));
  }
  if (search.name) where.add('o.name ilike ?', containing(search.name));
  if (search.country) where.add('e.countries @> array[?::text]', search.country);
  if (search.services?.length) where.add('e.services @> ?::text[]', list(search.services));
  if (page.after) where.add('(lower(o.name), e.provider_id) > (?, ?::uuid)', page.after.name, page.after.id);
  const found = await readEntries(em, `where ${where.sql} order by lower(o.name), e.provider_id limit ${page.size + 1}`, where.params);
  const rows = found.slice(0, page.size);
  const last = rows.at(-1);
  return found.length > page.size && last ? { rows, next: { name: last.sortKey, id: last.id } } : { rows };
}

/** A page of the directory in its wire form. */
export async function listDirectory(em: EntityManager, actor: Actor | undefined, input: InputOf<typeof listIndirectProviders>): Promise<AnswerOf<typeof listIndirectProviders>> {
  const { query } = input;
  const { rows, next } = await searchDirectory(em, { ...query, region: regionShown(actor, query) }, { size: pageSize(query), after: readCursor(input, DirectoryPosition), all: keepsDirectory(actor) });
  return collection(rows.map(entryView), { path: '/indirectproviders', query, ...(next ? { next: writeCursor(input, next) } : {}) });
}

/** Active providers without an entry, by name. */
export async function listCandidates(em: EntityManager, input: InputOf<typeof listDirectoryCandidates>): Promise<AnswerOf<typeof listDirectoryCandidates>> {
  const size = pageSize(input.query);
  const after = readCursor(input, DirectoryPosition);
  const where = new Conditions().add(IS_PROVIDER).add('not exists (select 1 from directory_entry e where e.provider_id = o.id)');
  if (after) where.add('(lower(o.name), o.id) > (?, ?::uuid)', after.name, after.id);
  const found = await em.execute<{ id: string; name: string; location: string; sortKey: string }[]>(
    `select o.id, o.name, o.country as location, lower(o.name) as "sortKey" from organisation_card o where ${where.sql} order by lower(o.name), o.id limit ${size + 1}`,
    where.params,
  );
  return seekPage(input, found, {
    path: '/indirectproviders/candidates',
    view: ({ id, name, location }) => ({ id, name, location, ...resource('DirectoryCandidate', `/indirectproviders/${id}`) }),
    position: ({ sortKey, id }) => ({ name: sortKey, id }),
  });
}
