import type { EntityManager } from '@mikro-orm/postgresql';
import { writeCsv } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { REASON_COLUMN, REASON_WORDS } from './error-file.words.data';
import type { ImportKind } from './import-kind';
import { readImport } from './import.view';

interface Row {
  readonly cells: readonly string[];
  readonly reason: string;
}

/**
 * The invalid rows of an import, as they came and with the reason in the last column. The reason of an earlier round is left out.
 * @throws DomainError NOT_FOUND (SEC-01)
 */
export async function errorFile(em: EntityManager, kind: ImportKind, actor: Actor, id: string, language: 'de' | 'en'): Promise<string> {
  const { columns, separator } = await readImport(em, kind, actor, id);
  const rows = await em.execute<Row[]>(`select cells, reason from partnership_import_row where import_id = ? and result = 'invalid' order by number`, [id]);
  const kept = [...columns.keys()].filter((column) => !Object.values<string>(REASON_COLUMN).includes(columns[column] ?? ''));
  const line = (cells: readonly string[], last: string): string[] => [...kept.map((column) => cells[column] ?? ''), last];
  return writeCsv([line(columns, REASON_COLUMN[language]), ...rows.map(({ cells, reason }) => line(cells, REASON_WORDS[language][reason] ?? reason))], separator);
}
