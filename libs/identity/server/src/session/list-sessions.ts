import type { EntityManager } from '@mikro-orm/postgresql';
import { listOwnSessions } from '@tandem/identity-contract';
import type { OwnSession } from '@tandem/identity-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { pageSize, readCursor, seekPage } from '@tandem/platform-server';
import * as z from 'zod';
import { deviceOf } from './device-of';
import { LIVE_SESSION } from './sessions';

interface Row {
  readonly id: string;
  readonly token_hash: string;
  readonly address: string | null;
  readonly agent: string | null;
  readonly amr: readonly string[];
  readonly created_at: string;
  readonly seen_at: string;
  readonly position: string;
}

const Position = z.tuple([z.string(), z.uuid()]);

const LIST = `
  select s.id, s.token_hash, s.address, s.agent, s.amr, s.created_at, s.seen_at, s.created_at::text as position
  from session s where s.user_id = ? and ${LIVE_SESSION} and (?::timestamptz is null or (s.created_at, s.id) < (?::timestamptz, ?::uuid))
  order by s.created_at desc, s.id desc limit ?`;

const view = (row: Row, present: string | undefined): OwnSession => ({
  id: row.id,
  device: deviceOf(row.agent),
  ...(row.address === null ? {} : { address: row.address }),
  secondFactor: row.amr.includes('mfa'),
  current: row.token_hash === present,
  since: new Date(row.created_at).toISOString(),
  lastUsedAt: new Date(row.seen_at).toISOString(),
});

/**
 * The live sessions of a person, newest first.
 * @param present hash of the session that asks, if one does.
 */
export async function listSessions(
  em: EntityManager,
  { userId, hours, present }: { userId: string; hours: readonly [number, number]; present: string | undefined },
  input: InputOf<typeof listOwnSessions>,
): Promise<AnswerOf<typeof listOwnSessions>> {
  const size = pageSize(input.query);
  const [at = null, id = null] = readCursor(input, Position) ?? [];
  const rows = await em.execute<Row[]>(LIST, [userId, ...hours, at, at, id, size + 1]);
  return seekPage(input, rows, { path: listOwnSessions.path, view: (row) => view(row, present), position: (row) => [row.position, row.id] });
}
