import type { EntityManager } from '@mikro-orm/postgresql';
import type { listApiClients } from '@tandem/identity-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { collection, pageSize, readCursor, writeCursor } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import * as z from 'zod';
import { clientView, readClients } from './api-client.view';

const Position = z.object({ at: z.iso.datetime(), id: z.uuid() });

/** The API clients of the caller's organisation, newest first; searched by name or client id. */
export async function listOwnClients(em: EntityManager, { organisationId }: Actor, input: InputOf<typeof listApiClients>): Promise<AnswerOf<typeof listApiClients>> {
  const size = pageSize({ size: input.query.size ?? 0 });
  const after = readCursor(input, Position);
  const search = input.query.search?.trim().toLowerCase();
  const conditions = [...(search ? ["(position(? in lower(c.name)) > 0 or c.client_id = ?)"] : []), ...(after ? ['(c.created_at, c.id) < (?::timestamptz, ?::uuid)'] : [])];
  const params = [...(search ? [search, search] : []), ...(after ? [after.at, after.id] : [])];
  const found = await readClients(em, organisationId, `${conditions.join(' and ') || 'true'} order by c.created_at desc, c.id desc limit ${size + 1}`, params);
  const items = found.slice(0, size).map(clientView);
  const last = items.at(-1);
  const next = found.length > size && last ? writeCursor(input, { at: last.createdAt, id: last.id }) : undefined;
  return collection(items, { path: '/apiclients', query: input.query, ...(next === undefined ? {} : { next }) });
}
