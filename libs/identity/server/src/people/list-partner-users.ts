import type { EntityManager } from '@mikro-orm/postgresql';
import { readPartnerUserFilter } from '@tandem/identity-contract';
import type { listPartnerUsers, PartnerUserComparison } from '@tandem/identity-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { Conditions, containing, pageSize, readCursor, seekPage, startingWith } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import * as z from 'zod';
import { partnerUserView, readPartnerUsers } from './partner-user.view';

const Position = z.object({ last: z.string(), first: z.string(), id: z.uuid() });

const NAME = "u.first_name || ' ' || u.last_name";
const HOLDS = 'exists (select from role_assignment h where h.user_id = u.id and h.role = ?)';

function narrow(where: Conditions, compared: PartnerUserComparison): void {
  const { field, value, operator } = compared;
  if (field === 'role') where.add(HOLDS, value);
  else if (operator === 'equals') where.add('u.email = lower(?)', value);
  else where.add(`${field === 'name' ? NAME : 'u.email'} ilike ?`, (operator === 'substring' ? containing : startingWith)(value));
}

/** The people of the caller's organisation by name (ROL-11). */
export async function listOwnPeople(em: EntityManager, actor: Actor, input: InputOf<typeof listPartnerUsers>): Promise<AnswerOf<typeof listPartnerUsers>> {
  const { query } = input;
  const size = pageSize(query);
  const where = new Conditions().add('u.organisation_id = ?', actor.organisationId);
  if (query.role) where.add(HOLDS, query.role);
  if (query.state) where.add('u.state = ?', query.state);
  if (query.search) where.add(`${NAME} ilike ? or u.email ilike ?`, containing(query.search), containing(query.search));
  for (const compared of (query.filter === undefined ? undefined : readPartnerUserFilter(query.filter)) ?? []) narrow(where, compared);
  const after = readCursor(input, Position);
  if (after) where.add('(lower(u.last_name), lower(u.first_name), u.id) > (?, ?, ?::uuid)', after.last, after.first, after.id);
  const found = await readPartnerUsers(em, `where ${where.sql} order by lower(u.last_name), lower(u.first_name), u.id limit ${size + 1}`, where.params);
  return seekPage(input, found, { path: '/partnerusers', view: partnerUserView, position: ({ last, first, id }) => ({ last, first, id }) });
}
