import type { EntityManager } from '@mikro-orm/postgresql';
import type { listMpnAssociations, listMpnLocations } from '@tandem/identity-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { collection, pageSize, query as rowsOf, readCursor, resource, writeCursor } from '@tandem/platform-server';
import * as z from 'zod';
import { locationView, readLocations } from './location.view';

const Position = z.object({ type: z.enum(['global', 'location']), mpnId: z.string().refine((given) => !given.includes('\0')) });

/** A page of an organisation's MPN accounts: the global one first, then by MPN ID. */
export async function listLocations(em: EntityManager, organisationId: string, input: InputOf<typeof listMpnLocations>): Promise<AnswerOf<typeof listMpnLocations>> {
  const { query } = input;
  const size = pageSize({ size: query.size ?? 0 });
  const after = readCursor(input, Position);
  const found = await readLocations(
    em,
    `where l.organisation_id = ? and (?::text is null or l.type = ?) and (?::text is null or (l.type, l.mpn_id) > (?, ?)) order by l.type, l.mpn_id limit ?`,
    [organisationId, query.type ?? null, query.type ?? null, after?.mpnId ?? null, after?.type ?? null, after?.mpnId ?? null, size + 1],
  );
  const rows = found.slice(0, size);
  const last = rows.at(-1);
  const next = found.length > size && last ? writeCursor(input, { type: last.type, mpnId: last.mpnId }) : undefined;
  return collection(rows.map(locationView), { path: '/mpnlocations', query, ...(next === undefined ? {} : { next }) });
}

const Moment = z.object({ since: z.iso.datetime(), id: z.uuid() });

interface AssociationRow {
  readonly id: string;
  readonly mpnId: string;
  readonly name: string;
  readonly country: string;
  readonly since: string;
  readonly until: string | null;
}

/** A page of what an organisation has been associated with, the present one first (MPN-08). */
export async function listAssociations(em: EntityManager, organisationId: string, input: InputOf<typeof listMpnAssociations>): Promise<AnswerOf<typeof listMpnAssociations>> {
  const size = pageSize({ size: input.query.size ?? 0 });
  const after = readCursor(input, Moment);
  const found = await rowsOf<AssociationRow>(
    em,
    `select a.id, a.mpn_id as "mpnId", l.name, l.country, a.since, a.until from mpn_association a join mpn_location l on l.mpn_id = a.mpn_id
     where a.organisation_id = ? and (?::timestamptz is null or (a.since, a.id) < (?::timestamptz, ?::uuid)) order by a.since desc, a.id desc limit ?`,
    [organisationId, after?.since ?? null, after?.since ?? null, after?.id ?? null, size + 1],
  );
  const rows = found.slice(0, size);
  const last = rows.at(-1);
  const next = found.length > size && last ? writeCursor(input, { since: new Date(last.since).toISOString(), id: last.id }) : undefined;
  const items = rows.map(({ mpnId, name, country, since, until }) => ({
    ...{ mpnId, name, country, since: new Date(since).toISOString() },
    ...(until === null ? {} : { until: new Date(until).toISOString() }),
    ...resource('MpnAssociation', `/mpnlocations/${mpnId}`),
  }));
  return collection(items, { path: '/mpnassociations', query: input.query, ...(next === undefined ? {} : { next }) });
}
