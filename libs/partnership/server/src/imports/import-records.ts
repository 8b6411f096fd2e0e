import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { importChecked } from '@tandem/partnership-contract';
import { RequestImport } from '@tandem/partnership-domain';
import { DomainError } from '@tandem/platform-kernel';
import { expectVersion } from '@tandem/platform-server';
import type { Actor, Events } from '@tandem/platform-server';
import type { CheckedRow } from './check-rows';

/** How an import is named in events and jobs. */
export const subjectOfImport = ({ id }: { readonly id: string }): { type: 'partnership_import'; id: string } => ({ type: 'partnership_import', id });

/** Records what happened to an import; its organisation may see it. */
export function recordImport(events: Events, event: typeof importChecked, entity: RequestImport, actor?: Actor): void {
  events.add(event, { ...(actor ? { actor } : {}), organisations: [entity.organisationId], subjects: [subjectOfImport(entity)], data: { importId: entity.id }, after: { state: entity.state } });
}

/**
 * An import of the actor's organisation, locked: commands and batches come one after the other.
 * @throws DomainError NOT_FOUND (SEC-01) for a foreign one, STALE when the caller knows another version.
 */
export async function lockImport(em: EntityManager, actor: Actor, id: string, etag: string | undefined): Promise<RequestImport> {
  const found = await em.findOne(RequestImport, { id, organisationId: actor.organisationId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!found) throw new DomainError({ rule: 'SEC-01', reason: 'NOT_FOUND', kind: 'missing' });
  expectVersion(found, etag);
  return found;
}

/** Puts the rows of an import in the place of those it had, in one statement each. */
export async function writeRows(em: EntityManager, importId: string, rows: readonly CheckedRow[]): Promise<void> {
  await em.execute('delete from partnership_import_row where import_id = ?', [importId]);
  await em.execute(
    `insert into partnership_import_row (import_id, number, cells, email, language, name, note, result, reason, about)
     select ?::uuid, r.number, r.cells, r.email, r.language, r.name, r.note, r.result, r.reason, r.about
     from jsonb_to_recordset(?::jsonb) as r(number int, cells jsonb, email text, language text, name text, note text, result text, reason text, about text)`,
    [importId, JSON.stringify(rows)],
  );
}

/** How many rows of an import have not gone out yet. */
export async function countNew(em: EntityManager, importId: string): Promise<number> {
  const [row] = await em.execute<{ count: number }[]>(`select count(*)::int as count from partnership_import_row where import_id = ? and result = 'new'`, [importId]);
  return row?.count ?? 0;
}
