import type { EntityManager } from '@mikro-orm/postgresql';
import type { BulkActRowView, BulkActView } from '@tandem/platform-contract';
import { notFound } from '@tandem/platform-kernel';
import type { Actor } from '../auth/actor';
import { resource } from '../http/resource';

interface Head extends Pick<BulkActView, 'id' | 'of' | 'act' | 'matched'> {
  readonly note: string | null;
  readonly created_at: string;
  readonly finished_at: string | null;
}

const DONE = 'done';
const instant = (value: string): string => new Date(value).toISOString();

/** How far an act of the caller's organisation is, and what has become of its records by now. @throws DomainError NOT_FOUND. */
export async function readBulkAct(em: EntityManager, actor: Actor, id: string): Promise<BulkActView> {
  const head = await headOf(em, actor, id);
  const counts = await em.execute<{ outcome: string | null; state: string | null; count: number }[]>(
    `select r.outcome, case when r.outcome = '${DONE}' then record.state end as state, count(*)::int as count
     from bulk_act_row r left join ${head.of} record on record.id = r.record_id where r.act_id = ? group by 1, 2`,
    [id],
  );
  const has = (fits: (row: (typeof counts)[number]) => boolean) => counts.filter(fits);
  return {
    id: head.id,
    of: head.of,
    act: head.act,
    state: head.finished_at ? 'done' : 'running',
    matched: head.matched,
    done: has(({ outcome }) => outcome !== null).reduce((sum, { count }) => sum + count, 0),
    refused: has(({ outcome }) => outcome !== null && outcome !== DONE).map(({ outcome, count }) => ({ reason: outcome ?? '', count })),
    states: Object.fromEntries(has(({ state }) => state !== null).map(({ state, count }) => [state, count])),
    ...(head.note ? { note: head.note } : {}),
    createdAt: instant(head.created_at),
    ...(head.finished_at ? { finishedAt: instant(head.finished_at) } : {}),
    ...resource('BulkAct', `/v1/bulkacts/${head.id}`),
  };
}

/** Records of an act in the order of their turns, after a place. @throws DomainError NOT_FOUND. */
export async function findBulkActRows(em: EntityManager, actor: Actor, id: string, after: number, limit: number): Promise<(BulkActRowView & { readonly place: number })[]> {
  const { of } = await headOf(em, actor, id);
  const rows = await em.execute<{ place: number; record_id: string; outcome: string | null; name: string | null; state: string | null }[]>(
    `select r.place, r.record_id, r.outcome, record.${of === 'job' ? 'name' : 'recipient'} as name, record.state
     from bulk_act_row r left join ${of} record on record.id = r.record_id where r.act_id = ? and r.place > ? order by r.place limit ?`,
    [id, after, limit],
  );
  return rows.map(({ place, record_id, outcome, name, state }) => ({
    place,
    id: record_id,
    name: name ?? '',
    outcome: outcome === null ? 'waiting' : outcome === DONE ? 'done' : 'refused',
    ...(outcome === null || outcome === DONE ? {} : { reason: outcome }),
    state: state ?? '',
  }));
}

async function headOf(em: EntityManager, actor: Actor, id: string): Promise<Head> {
  const [head] = await em.execute<Head[]>('select id, of, act, matched, note, created_at, finished_at from bulk_act where id = ? and organisation_id = ?', [id, actor.organisationId]);
  if (!head) throw notFound();
  return head;
}
