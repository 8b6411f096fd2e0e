import type { EntityManager } from '@mikro-orm/postgresql';
import type { exportIncentiveInvitations, listIncentiveInvitations } from '@tandem/incentives-contract';
import { permissionOf } from '@tandem/platform-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { isUuid } from '@tandem/platform-kernel';
import { Conditions, containing, pageSize, readCursor, seekPage, startingWith } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import * as z from 'zod';
import { readIncentives } from './incentive-rows';
import type { IncentiveRow } from './incentive-rows';
import { summaryView } from './incentive.view';
import { isOperator } from './incentive-views';

const DAY = 86_400_000;
/** With at most so many days left an unanswered incentive is closing. */
const CLOSING_DAYS = 3;

/** What narrows a list of incentives. */
export type IncentiveFilter = InputOf<typeof exportIncentiveInvitations>['query'];

const Position = z.object({ at: z.iso.datetime(), id: z.uuid() });
/** Where a page begins: behind the last row of the page before. */
export type After = z.output<typeof Position> | undefined;

export const positionOf = ({ startedAt, id }: IncentiveRow) => ({ at: startedAt.toISOString(), id });

/** The conditions that say the same in lists and counts. */
export const DUE_SQL = {
  blocked: 'i.blocked is not null',
  overdue: `i.state = 'invitation_due' and i.invite_due_at <= ?::timestamptz`,
  unanswered: `i.state = 'invited'`,
  closing: `i.state = 'invited' and i.enroll_due_at > ?::timestamptz and i.enroll_due_at <= ?::timestamptz`,
} as const;

/** What each of them compares with. */
export const dueParams = (due: keyof typeof DUE_SQL, now: Date): Date[] => ({ blocked: [], unanswered: [], overdue: [now], closing: [now, new Date(now.getTime() + CLOSING_DAYS * DAY)] })[due];

/** The MPN IDs to which an actor's roles limit what incentives they see (ROL-08); undefined: none do. */
export function locationsOf({ roles }: Actor): readonly string[] | undefined {
  const counting = roles.filter(({ role }) => permissionOf('incentive.read').anyOf.includes(role));
  return counting.every(({ locations }) => locations !== undefined) ? counting.flatMap(({ locations = [] }) => locations) : undefined;
}

/** What of all incentives somebody asks for and may see. */
export function conditionsOf(actor: Actor, { state, program, due, blocked, search }: IncentiveFilter, now: Date): Conditions {
  const where = new Conditions().add('true');
  if (!isOperator(actor)) where.add('i.organisation_id = ?::uuid', actor.organisationId);
  const locations = isOperator(actor) ? undefined : locationsOf(actor);
  if (locations) where.add('l.mpn_id is null or l.mpn_id = any(?::text[])', `{${locations.join()}}`);
  if (state) where.add('i.state = ?', state);
  if (program) where.add('i.program = ?', program);
  if (due) where.add(DUE_SQL[due], ...dueParams(due, now));
  if (blocked) where.add('i.blocked = ?', blocked);
  if (search) where.add('o.name ilike ? or o.domain ilike ? or l.mpn_id like ? or i.id = ?::uuid', containing(search), startingWith(search), startingWith(search), isUuid(search) ? search : null);
  return where;
}

/** At most `limit` incentives after a position, the newest first. */
export async function readPage(em: EntityManager, where: Conditions, after: After, limit: number): Promise<IncentiveRow[]> {
  if (after) where.add('(i.started_at, i.id) < (?::timestamptz, ?::uuid)', after.at, after.id);
  return readIncentives(em, `where ${where.sql} order by i.started_at desc, i.id desc limit ${limit}`, where.params);
}

/** The incentives that somebody may see: their organisation's, or for operators everybody's. */
export async function findIncentives(em: EntityManager, actor: Actor, input: InputOf<typeof listIncentiveInvitations>, now: Date): Promise<AnswerOf<typeof listIncentiveInvitations>> {
  const rows = await readPage(em, conditionsOf(actor, input.query, now), readCursor(input, Position), pageSize(input.query) + 1);
  return seekPage(input, rows, { path: '/incentiveinvitations', view: (row) => summaryView(row, now), position: positionOf });
}
