import type { EntityManager } from '@mikro-orm/postgresql';
import type { listPartners, PartnerState } from '@tandem/identity-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { Conditions, pageSize, readCursor, seekPage } from '@tandem/platform-server';
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
  const size = pageSize(query);
  const after = readCursor(input, Position);
  const search = query.search?.trim().toLowerCase();
  const where = new Conditions().add('true');
  if (search) where.add('position(? in lower(o.name)) > 0 or position(? in o.domain) > 0 or o.id::text = ?', search, search, search);
  if (query.program) where.add(some('m.program = ?'), query.program);
  if (query.state) where.add(STATES[query.state]);
  if (after) where.add('(lower(o.name), o.id) > (?, ?::uuid)', after.name, after.id);
  const found = await readPartners(em, `${where.sql} order by lower(o.name), o.id limit ${size + 1}`, where.params);
  return seekPage(input, found, { path: '/partners', view: partnerView, position: ({ sortKey, id }) => ({ name: sortKey, id }) });
}
