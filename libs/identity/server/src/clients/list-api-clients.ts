import type { EntityManager } from '@mikro-orm/postgresql';
import type { listApiClients } from '@tandem/identity-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { Conditions, instantOf, pageSize, readCursor, seekPage } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import * as z from 'zod';
import { clientView, readClients } from './api-client.view';

const Position = z.object({ at: z.iso.datetime(), id: z.uuid() });

/** The API clients of the caller's organisation, newest first; searched by name or client id. */
export async function listOwnClients(em: EntityManager, { organisationId }: Actor, input: InputOf<typeof listApiClients>): Promise<AnswerOf<typeof listApiClients>> {
  const size = pageSize(input.query);
  const after = readCursor(input, Position);
  const search = input.query.search?.trim().toLowerCase();
  const where = new Conditions().add('true');
  if (search) where.add('position(? in lower(c.name)) > 0 or c.client_id = ?', search, search);
  if (after) where.add('(c.created_at, c.id) < (?::timestamptz, ?::uuid)', after.at, after.id);
  const found = await readClients(em, organisationId, `${where.sql} order by c.created_at desc, c.id desc limit ${size + 1}`, where.params);
  return seekPage(input, found, { path: '/apiclients', view: clientView, position: ({ createdAt, id }) => ({ at: instantOf(createdAt), id }) });
}
