import { withGuard } from '@tandem/platform-contract';
import { stringify } from 'csv-stringify/sync';

type Rows = readonly (readonly string[])[];

/** Rows as lines of a CSV file (RFC 4180): everything quoted, and formula-safe. */
export const csvLines = (rows: Rows, separator: string): string =>
  stringify(
    rows.map((row) => row.map(withGuard)),
    { delimiter: separator, quoted: true, quoted_empty: true, record_delimiter: '\r\n' },
  );

/** Rows as a CSV file that spreadsheets open without asking: the same lines, marked as UTF-8. */
export const writeCsv = (rows: Rows, separator: string): string => `\uFEFF${csvLines(rows, separator)}`;
