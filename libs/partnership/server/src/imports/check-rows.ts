import type { EntityManager } from '@mikro-orm/postgresql';
import type { FileImport } from '@tandem/partnership-domain';
import type { ImportKind, Verdict } from './import-kind';
import type { CsvRow } from './read-csv';

/** A row with what becomes of it. */
export type CheckedRow = CsvRow & Verdict;

/** What would become of every row; the first of those that mean the same counts (IMP-06). */
export async function checkRows(em: EntityManager, kind: ImportKind, entity: FileImport, rows: readonly CsvRow[]): Promise<CheckedRow[]> {
  const judged = await kind.judge(em, entity, rows);
  const first = new Map<string, number>();
  return rows.flatMap((row, index): CheckedRow[] => {
    const found = judged[index];
    if (!found) throw new Error('A row of an import was not judged');
    const { key, ...verdict } = found;
    const earlier = key === undefined ? undefined : first.get(key);
    if (earlier !== undefined) return [{ ...row, result: 'duplicate', reason: kind.repeated, about: String(earlier) }];
    if (key !== undefined) first.set(key, row.number);
    return [{ ...row, ...verdict }];
  });
}
