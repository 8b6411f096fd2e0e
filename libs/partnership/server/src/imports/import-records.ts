import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { importChecked } from '@tandem/partnership-contract';
import { FileImport } from '@tandem/partnership-domain';
import { notFound } from '@tandem/platform-kernel';
import { expectVersion } from '@tandem/platform-server';
import type { Actor, Events, Subject } from '@tandem/platform-server';
import type { CheckedRow } from './check-rows';
import type { ImportKind, Outcome } from './import-kind';
import type { CsvRow } from './read-csv';

/** How an import is named in events and jobs. */
export const subjectOfImport = ({ id }: { readonly id: string }, { record }: ImportKind): Subject => ({ type: record, id });

/** Records what happened to an import; its organisation may see it. */
export function recordImport(events: Events, event: typeof importChecked, entity: FileImport, kind: ImportKind, actor?: Actor): void {
  events.add(event, { ...(actor ? { actor } : {}), organisations: [entity.organisationId], subjects: [subjectOfImport(entity, kind)], data: { importId: entity.id }, after: { state: entity.state } });
}

/**
 * An import of one kind that belongs to the actor's organisation, locked: commands and batches come one after the other.
 * @throws DomainError NOT_FOUND (SEC-01) for a foreign one, STALE when the caller knows another version.
 */
export async function lockImport(em: EntityManager, kind: ImportKind, { organisationId }: Actor, id: string, etag: string | undefined): Promise<FileImport> {
  const found = await em.findOne(FileImport, { id, organisationId, kind: kind.name }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!found) throw notFound();
  expectVersion(found, etag);
  return found;
}

/** Puts the rows of an import in the place of those it had, in one statement each. */
export async function writeRows(em: EntityManager, importId: string, rows: readonly CheckedRow[]): Promise<void> {
  await em.execute('delete from partnership_import_row where import_id = ?', [importId]);
  await em.execute(
    `insert into partnership_import_row (import_id, number, cells, result, reason, about)
     select ?::uuid, r.number, r.cells, r.result, r.reason, r.about from jsonb_to_recordset(?::jsonb) as r(number int, cells jsonb, result text, reason text, about text)`,
    [importId, JSON.stringify(rows)],
  );
}

/** The next rows that have not been carried out. */
export const nextRows = (em: EntityManager, importId: string, most: number): Promise<CsvRow[]> =>
  em.execute<CsvRow[]>(`select number, cells from partnership_import_row where import_id = ? and result = 'new' order by number limit ?`, [importId, most]);

/** Writes down what became of some rows. What came of them has to be stored already. */
export async function settleRows(em: EntityManager, importId: string, { done }: ImportKind, outcomes: readonly Outcome[]): Promise<void> {
  await em.execute(
    `update partnership_import_row row set result = r.result, reason = r.reason, about = r.about, ${done.column} = r.made
     from jsonb_to_recordset(?::jsonb) as r(number int, result text, reason text, about text, made uuid) where row.import_id = ? and row.number = r.number`,
    [JSON.stringify(outcomes), importId],
  );
}

/** How many rows of an import have not been carried out yet. */
export async function countNew(em: EntityManager, importId: string): Promise<number> {
  const [row] = await em.execute<{ count: number }[]>(`select count(*)::int as count from partnership_import_row where import_id = ? and result = 'new'`, [importId]);
  return row?.count ?? 0;
}
