import type { EntityManager } from '@mikro-orm/postgresql';
import type { listMpnAssociations, listMpnLocations } from '@tandem/identity-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { notFound } from '@tandem/platform-kernel';
import { Conditions, containing, instantOf, pageSize, query as rowsOf, readCursor, resource, seekPage, startingWith } from '@tandem/platform-server';
import * as z from 'zod';
import { locationView, readLocations } from './location.view';

const Position = z.object({ type: z.enum(['global', 'location']), mpnId: z.string().refine((given) => !given.includes('\0')) });

/** A page of an organisation's MPN accounts: the global one first, then by MPN ID. */
export async function listLocations(em: EntityManager, organisationId: string, input: InputOf<typeof listMpnLocations>): Promise<AnswerOf<typeof listMpnLocations>> {
  const { query } = input;
  const size = pageSize(query);
  const where = new Conditions().add('l.organisation_id = ?', organisationId);
  if (query.type) where.add('l.type = ?', query.type);
  if (query.search) where.add("l.name ilike ? or l.address ->> 'city' ilike ? or l.mpn_id ilike ?", containing(query.search), containing(query.search), startingWith(query.search));
  const after = readCursor(input, Position);
  if (after) where.add('(l.type, l.mpn_id) > (?, ?)', after.type, after.mpnId);
  const found = await readLocations(em, `where ${where.sql} order by l.type, l.mpn_id limit ${size + 1}`, where.params);
  return seekPage(input, found, { path: '/mpnlocations', view: locationView, position: ({ type, mpnId }) => ({ type, mpnId }) });
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

const associationView = ({ mpnId, name, country, since, until }: AssociationRow) => ({
  ...{ mpnId, name, country, since: instantOf(since) },
  ...(until === null ? {} : { until: instantOf(until) }),
  ...resource('MpnAssociation', `/mpnlocations/${mpnId}`),
});

const ASSOCIATIONS = `
select a.id, a.mpn_id as "mpnId", l.name, l.country, a.since, a.until from mpn_association a join mpn_location l on l.mpn_id = a.mpn_id
where a.organisation_id = ?`;

/** What an organisation acts under now. @throws DomainError NOT_FOUND when it acts under nothing. */
export async function readAssociation(em: EntityManager, organisationId: string): Promise<ReturnType<typeof associationView>> {
  const [row] = await rowsOf<AssociationRow>(em, `${ASSOCIATIONS} and a.until is null`, [organisationId]);
  if (!row) throw notFound();
  return associationView(row);
}

/** A page of what an organisation has been associated with, the present one first (MPN-08). */
export async function listAssociations(em: EntityManager, organisationId: string, input: InputOf<typeof listMpnAssociations>): Promise<AnswerOf<typeof listMpnAssociations>> {
  const size = pageSize(input.query);
  const after = readCursor(input, Moment);
  const found = await rowsOf<AssociationRow>(
    em,
    `${ASSOCIATIONS} and (?::timestamptz is null or (a.since, a.id) < (?::timestamptz, ?::uuid)) order by a.since desc, a.id desc limit ?`,
    [organisationId, after?.since ?? null, after?.since ?? null, after?.id ?? null, size + 1],
  );
  return seekPage(input, found, { path: '/mpnassociations', view: associationView, position: ({ since, id }) => ({ since: instantOf(since), id }) });
}
