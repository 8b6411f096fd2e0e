import type { ImportResult } from '@tandem/partnership-contract';
import { readRow } from '@tandem/partnership-domain';
import type { RequestImport } from '@tandem/partnership-domain';
import type { KnownAddress } from './known-addresses';
import type { CsvRow } from './read-csv';

/** A row with what becomes of it. */
export interface CheckedRow extends CsvRow {
  readonly email: string;
  readonly language: 'de' | 'en' | null;
  readonly name: string;
  readonly note: string;
  readonly result: ImportResult;
  readonly reason: string | null;
  readonly about: string | null;
}

/** What becomes of a row, and why. */
export type Verdict = Pick<CheckedRow, 'result' | 'reason' | 'about'>;

/** What becomes of a readable address by what is known of it; the dry run and each batch of the sending ask the same. */
export function verdictOf(known: KnownAddress | undefined): Verdict {
  if (known?.partner) return { result: 'partner', reason: 'PARTNER_ALREADY', about: known.partner };
  if (known?.asked) return { result: 'requested', reason: 'ASKED_ALREADY', about: null };
  return known?.suppressed ? { result: 'invalid', reason: 'RECIPIENT_SUPPRESSED', about: null } : { result: 'new', reason: null, about: null };
}

/** Reads every row by the import's columns; the first of equal addresses counts (IMP-06). `known` is asked once for all addresses. */
export async function checkRows(
  rows: readonly CsvRow[],
  { columns, mapping }: Pick<RequestImport, 'columns' | 'mapping'>,
  known: (emails: readonly string[]) => Promise<ReadonlyMap<string, KnownAddress>>,
): Promise<CheckedRow[]> {
  const read = rows.map((row) => ({ ...row, ...readRow(row.cells, columns, mapping) }));
  const found = await known(read.flatMap(({ email, refusal }) => (refusal ? [] : [email])));
  const first = new Map<string, number>();
  return read.map(({ refusal, language = null, ...row }): CheckedRow => {
    if (refusal) return { ...row, language, result: 'invalid', reason: refusal.reason, about: null };
    const address = row.email.toLowerCase();
    const earlier = first.get(address);
    if (earlier !== undefined) return { ...row, language, result: 'duplicate', reason: 'ADDRESS_REPEATED', about: String(earlier) };
    first.set(address, row.number);
    return { ...row, language, ...verdictOf(found.get(address)) };
  });
}
