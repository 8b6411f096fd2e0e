import type { EntityManager } from '@mikro-orm/postgresql';
import { readRelationshipFilter, RELATIONSHIP_TYPES } from '@tandem/partnership-contract';
import type { listRelationships, RelationshipType } from '@tandem/partnership-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { DomainError } from '@tandem/platform-kernel';
import { Conditions, containing, pageSize, readCursor, requirePermission, seekPage, startingWith } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import * as z from 'zod';
import { readRelationships, relationshipView, SIDES } from './relationship.view';

const Position = z.object({ since: z.iso.datetime(), id: z.uuid() });

/** The side the caller asks about, else the one it is on. @throws DomainError RELATIONSHIP_SIDE when it is not on that side. */
export function sideOf(actor: Actor, asked: RelationshipType | undefined): RelationshipType {
  const type = asked ?? RELATIONSHIP_TYPES.find((one) => actor.programs.includes(SIDES[one].program));
  if (type && actor.programs.includes(SIDES[type].program)) return type;
  throw new DomainError({ rule: 'PRT-07', reason: 'RELATIONSHIP_SIDE', kind: 'forbidden', field: 'relationship_type' });
}

const FILTERED = { Name: 'o.name ilike ?', MpnId: 'o.mpn_id ilike ?' } as const;

/** The partners of the caller's organisation, newest first (PRT-07). Says nothing about anybody's customers (PRT-11). */
export async function listOwnRelationships(em: EntityManager, actor: Actor, input: InputOf<typeof listRelationships> & { continuationToken?: string }): Promise<AnswerOf<typeof listRelationships>> {
  const { query } = input;
  const type = sideOf(actor, query.relationship_type);
  if (type === 'is_indirect_reseller_of') requirePermission(actor, 'partnership.providers');
  const size = pageSize(query);
  const after = readCursor(input, Position);
  const where = new Conditions().add(`p.${SIDES[type].own} = ?`, actor.organisationId);
  if (query.state !== 'all') where.add(query.state === 'terminated' ? `p.state = 'terminated'` : `p.state = 'active'`);
  const filter = query.filter === undefined ? undefined : readRelationshipFilter(query.filter);
  if (filter) where.add(FILTERED[filter.field], (filter.operator === 'substring' ? containing : startingWith)(filter.value));
  if (after) where.add('(p.since, p.id) < (?::timestamptz, ?::uuid)', after.since, after.id);
  const found = await readRelationships(em, type, `where ${where.sql} order by p.since desc, p.id desc limit ${size + 1}`, where.params);
  return seekPage(input, found, { path: '/relationships', view: (row) => relationshipView(row, type), position: ({ since, id }) => ({ since: since.toISOString(), id }) });
}
