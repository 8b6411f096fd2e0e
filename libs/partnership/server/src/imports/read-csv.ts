import { IMPORT_ROW_LIMIT } from '@tandem/partnership-contract';
import { knownHeaders } from '@tandem/partnership-domain';
import type { Sheet } from '@tandem/partnership-domain';
import { columnNames, withoutGuard } from '@tandem/platform-contract';
import { DomainError } from '@tandem/platform-kernel';
import { CsvError, parse } from 'csv-parse/sync';

/** One row of a file, by its line in a spreadsheet. */
export interface CsvRow {
  readonly number: number;
  readonly cells: readonly string[];
}

/** A CSV file as it was understood. */
export interface CsvFile {
  readonly separator: string;
  readonly columns: readonly string[];
  readonly rows: readonly CsvRow[];
}

const SEPARATORS = [';', ',', '\t', '|'];
/** Records that tell which separator it is. */
const SAMPLE = 20;
/** Empty lines count until here; a file of nothing but line breaks is not read to its end. */
const MOST_RECORDS = IMPORT_ROW_LIMIT * 4;
const MOST_COLUMNS = 100;
/** The first line by which Excel tells itself the separator. */
const DECLARED = /^sep=(.)\r?\n/i;

const unreadable = (details: Record<string, unknown>): DomainError => new DomainError({ rule: 'IMP-01', reason: 'IMPORT_UNREADABLE', kind: 'invalid', field: 'csv', details });

const records = (text: string, delimiter: string, to: number): string[][] =>
  parse(text, { delimiter, to, relax_column_count: true, relax_quotes: true, skip_empty_lines: false, record_delimiter: ['\r\n', '\n', '\r'] });

/** How well a separator explains a file: headers that are understood weigh most, then how many columns most rows agree on. */
function fitOf(text: string, separator: string, sheet: Sheet): number {
  try {
    const sample = records(text, separator, SAMPLE);
    const widths = sample.map((cells) => cells.length);
    const [first = 1] = widths;
    const agreeing = widths.filter((width) => width === first).length;
    return knownHeaders(sheet, sample[0] ?? []) * 1000 + (first > 1 ? (agreeing / widths.length) * 100 + Math.min(first, 9) : 0);
  } catch (error) {
    if (error instanceof CsvError) return -1;
    throw error;
  }
}

function separatorOf(text: string, sheet: Sheet): string {
  const fits = SEPARATORS.map((separator) => fitOf(text, separator, sheet));
  return SEPARATORS[fits.indexOf(Math.max(...fits))] ?? ';';
}

function parsed(text: string, separator: string): string[][] {
  try {
    return records(text, separator, MOST_RECORDS);
  } catch (error) {
    if (error instanceof CsvError) throw unreadable({ line: error['lines'] });
    throw error;
  }
}

/**
 * Reads the text of a CSV file: tells comma, semicolon, tab and bar apart, takes a first row for the header unless it tells a value of the sheet, leaves out
 * empty rows, and takes off the apostrophe that keeps a value from being a formula.
 * @throws DomainError IMPORT_UNREADABLE, IMPORT_EMPTY (IMP-01), IMPORT_TOO_LONG (IMP-02).
 */
export function readCsv(given: string, sheet: Sheet): CsvFile {
  const whole = given.replace(/^\uFEFF/, '').toWellFormed();
  if (whole.includes('\0')) throw unreadable({});
  const declared = DECLARED.exec(whole);
  const text = declared ? whole.slice(declared[0].length) : whole;
  const separator = declared?.[1] ?? separatorOf(text, sheet);
  const all = parsed(text, separator).map((cells, index) => ({ number: index + 1, cells: cells.map(withoutGuard) }));
  const filled = all.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const [first, ...rest] = filled;
  if (!first) throw new DomainError({ rule: 'IMP-01', reason: 'IMPORT_EMPTY', kind: 'invalid', field: 'csv' });
  const headless = knownHeaders(sheet, first.cells) === 0 && first.cells.some(sheet.telling.fits);
  const width = headless ? Math.max(...filled.map(({ cells }) => cells.length)) : first.cells.length;
  if (width > MOST_COLUMNS) throw unreadable({ columns: width });
  const rows = headless ? filled : rest;
  if (rows.length === 0) throw new DomainError({ rule: 'IMP-01', reason: 'IMPORT_EMPTY', kind: 'invalid', field: 'csv' });
  if (rows.length > IMPORT_ROW_LIMIT || all.length >= MOST_RECORDS) throw new DomainError({ rule: 'IMP-02', reason: 'IMPORT_TOO_LONG', kind: 'invalid', field: 'csv', details: { limit: IMPORT_ROW_LIMIT } });
  const columns = columnNames(headless ? Array.from({ length: width }, () => '') : first.cells);
  return { separator, columns, rows: rows.map(({ number, cells }) => ({ number, cells: columns.map((_, column) => cells[column] ?? '') })) };
}
