import type { EntityManager } from '@mikro-orm/postgresql';
import type { listPartners, PartnerState } from '@tandem/identity-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { collection, pageSize, readCursor, writeCursor } from '@tandem/platform-server';
import * as z from 'zod';
import { partnerView, readPartners } from './partner.view';

const Position = z.object({ name: z.string().refine((name) => !name.includes('\0')), id: z.uuid() });

const some = (condition: string): string => `exists (select from program_membership m where m.organisation_id = o.id and m.state <> 'ended' and ${condition})`;

/** What a partner is in the list is what its pill says: a suspension stands before a restriction. */
const STATES: Readonly<Record<PartnerState, string>> = {
  suspended: some("m.state = 'suspended'"),
  restricted: `not ${some("m.state = 'suspended'")} and ${some('m.restricted_since is not null')}`,
  active: `not ${some("(m.state = 'suspended' or m.restricted_since is not null)")}`,
};

/** Partner organisations by name, for the operator; searched by name, domain or id. */
export async function findPartners(em: EntityManager, input: InputOf<typeof listPartners>): Promise<AnswerOf<typeof listPartners>> {
  const { query } = input;
  const size = pageSize({ size: query.size ?? 0 });
  const after = readCursor(input, Position);
  const search = query.search?.trim().toLowerCase();
  const parts: (readonly [string, ...unknown[]])[] = [
    ...(search ? [['(position(? in lower(o.name)) > 0 or position(? in o.domain) > 0 or o.id::text = ?)', search, search, search] as const] : []),
    ...(query.program ? [[some('m.program = ?'), query.program] as const] : []),
    ...(query.state ? [[STATES[query.state]] as const] : []),
    ...(after ? [['(lower(o.name), o.id) > (?, ?::uuid)', after.name, after.id] as const] : []),
  ];
  const where = parts.map(([sql]) => sql).join(' and ') || 'true';
  const found = await readPartners(em, `${where} order by lower(o.name), o.id limit ${size + 1}`, parts.flatMap(([, ...params]) => params));
  const rows = found.slice(0, size);
  const last = rows.at(-1);
  const next = found.length > size && last ? writeCursor(input, { name: last.sortKey, id: last.id }) : undefined;
  return collection(rows.map(partnerView), { path: '/partners', query, ...(next === undefined ? {} : { next }) });
}
