import type { EntityManager } from '@mikro-orm/postgresql';
import { OPEN, TIME_IS_UP } from '@tandem/invitations-server';
import type { listRelationshipRequests } from '@tandem/partnership-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { Conditions, containing, pageSize, readCursor, seekPage } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import * as z from 'zod';
import { listedRequest, readRequests } from './request.view';
import { addView } from './request-views';

const Position = z.object({ at: z.iso.datetime(), id: z.uuid() });
type Input = InputOf<typeof listRelationshipRequests> & { continuationToken?: string };

function filtered(organisationId: string, { state, email, view, q }: Input['query'], now: Date): Conditions {
  const where = new Conditions().add('true');
  if (state === 'expired') where.add(`${OPEN} and ${TIME_IS_UP}`, now);
  else if (state !== undefined) where.add(`i.state = ? and (not (${OPEN}) or ${TIME_IS_UP} is not true)`, state, now);
  if (email !== undefined) where.add('i.id in (select s.id from seen_invitation s where s.organisation_id = ? and lower(s.email) = lower(?))', organisationId, email);
  if (q) where.add('i.email ilike ? or i.subject ilike ?', containing(q), containing(q));
  if (view !== undefined) addView(where, view === 'failed' ? 'problems' : view, now);
  return where;
}

/** The partnership requests of the caller's organisation, newest first (INV-08). */
export async function listOwnRequests(em: EntityManager, actor: Actor, input: Input, now: Date): Promise<AnswerOf<typeof listRelationshipRequests>> {
  const size = pageSize(input.query);
  const after = readCursor(input, Position);
  const where = filtered(actor.organisationId, input.query, now);
  if (after) where.add('(i.created_at, i.id) < (?::timestamptz, ?::uuid)', after.at, after.id);
  const found = await readRequests(em, actor.organisationId, `${where.sql} order by i.created_at desc, i.id desc limit ${size + 1}`, where.params);
  return seekPage(input, found, { path: '/relationshiprequests', view: (row) => listedRequest(row, now), position: ({ createdAt, id }) => ({ at: createdAt.toISOString(), id }) });
}
