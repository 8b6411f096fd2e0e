import { stringify } from 'csv-stringify/sync';
import { withGuard } from './formula-guard';

/** Rows as a CSV file that spreadsheets open without asking: marked UTF-8, everything quoted, and formula-safe. */
export const writeCsv = (rows: readonly (readonly string[])[], separator: string): string =>
  stringify(
    rows.map((row) => row.map(withGuard)),
    { delimiter: separator, quoted: true, quoted_empty: true, record_delimiter: '\r\n', bom: true },
  );
