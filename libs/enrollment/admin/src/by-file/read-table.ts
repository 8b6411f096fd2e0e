import { columnNames, withoutGuard } from '@tandem/platform-contract';
import { foldedHeader } from './cells';

/** A column that a file can have, and the headers by which it is recognised, folded to letters. */
export interface FileField {
  readonly id: string;
  readonly headers: readonly string[];
  /** Most characters of a cell. */
  readonly most: number;
}

/** A row of a file, by its line in a spreadsheet. */
export interface FileRow {
  readonly number: number;
  readonly cells: readonly string[];
}

/** A file as it was understood. */
export interface FileTable {
  readonly columns: readonly string[];
  readonly rows: readonly FileRow[];
  /** Which column, by its name, holds which field. */
  readonly mapping: Readonly<Record<string, string>>;
}

/** Why a file cannot be read. */
export class Unreadable extends Error {
  constructor(readonly why: 'unreadable' | 'empty' | 'tooLong') {
    super(why);
  }
}

/** Most rows and bytes of a file; what is larger is better sent by a program of its own. */
export const MOST_FILE_ROWS = 10_000;
export const MOST_FILE_BYTES = 5_000_000;

/** A domain, an MPN ID or an id: a row that holds one is no header, even if a word of it could be one. */
const PARTNER = /^([\p{L}\d-]+(\.[\p{L}\d-]+)+|\d{5,}|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12})$/iu;

const SEPARATORS = [';', ',', '\t'];
/** Records that tell which separator it is. */
const SAMPLE = 20;

type Parse = (text: string, separator: string, to?: number) => string[][];

/** The text of a file: UTF-8, with or without its mark; what is no UTF-8 is windows-1252, as older spreadsheets write it. */
export function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The parser is fetched with the first file: most people never read one. */
async function parser(): Promise<Parse> {
  const { parse } = await import('csv-parse/browser/esm/sync');
  return (text, delimiter, to) => parse(text, { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: false, record_delimiter: ['\r\n', '\n', '\r'], ...(to === undefined ? {} : { to }) });
}

const knownOf = (fields: readonly FileField[], row: readonly string[]): number => row.filter((name) => fields.some(({ headers }) => headers.includes(foldedHeader(name)))).length;

/** How well a separator explains a file: headers that are understood weigh most, then how many columns the rows agree on. */
function fitOf(parse: Parse, text: string, separator: string, fields: readonly FileField[]): number {
  try {
    const sample = parse(text, separator, SAMPLE).filter((cells) => cells.some((cell) => cell.trim() !== ''));
    const [first = []] = sample;
    const agreeing = sample.filter(({ length }) => length === first.length).length;
    return knownOf(fields, first) * 1000 + (first.length > 1 ? (agreeing / sample.length) * 100 : 0);
  } catch {
    return -1;
  }
}

function recordsOf(parse: Parse, text: string, separator: string): string[][] {
  try {
    return parse(text, separator);
  } catch {
    throw new Unreadable('unreadable');
  }
}

/** Which columns hold what: by their headers; without any, in the order in which they stand. */
function mappingOf(fields: readonly FileField[], columns: readonly string[], headed: boolean): Record<string, string> {
  const columnOf = ({ headers }: FileField, at: number): string | undefined => (headed ? headers.map((header) => columns.find((column) => foldedHeader(column) === header)).find(Boolean) : columns[at]);
  return Object.fromEntries(fields.flatMap((field, at) => [columnOf(field, at)].flatMap((column) => (column === undefined ? [] : [[field.id, column]]))));
}

/**
 * Reads lines that were pasted or the text of a CSV file: tells comma, semicolon and tab apart, takes the first row for the header when it holds one that is known, leaves out empty rows.
 * @throws Unreadable.
 */
export async function readTable(given: string, fields: readonly FileField[]): Promise<FileTable> {
  const text = given.replace(/^\uFEFF/, '').toWellFormed();
  if (text.includes('\0')) throw new Unreadable('unreadable');
  const parse = await parser();
  const fits = SEPARATORS.map((separator) => fitOf(parse, text, separator, fields));
  const separator = SEPARATORS[fits.indexOf(Math.max(...fits))] ?? ';';
  const all = recordsOf(parse, text, separator).map((cells, at): FileRow => ({ number: at + 1, cells: cells.map((cell) => withoutGuard(cell).trim()) }));
  const filled = all.filter(({ cells }) => cells.some((cell) => cell !== ''));
  const [first, ...rest] = filled;
  const headed = first !== undefined && knownOf(fields, first.cells) > 0 && !first.cells.some((cell) => PARTNER.test(cell));
  const rows = headed ? rest : filled;
  if (rows.length === 0) throw new Unreadable('empty');
  if (rows.length > MOST_FILE_ROWS) throw new Unreadable('tooLong');
  const width = Math.max(...filled.map(({ cells }) => cells.length));
  const columns = columnNames(Array.from({ length: width }, (_, at) => (headed ? (first.cells[at] ?? '') : '')));
  return { columns, rows, mapping: mappingOf(fields, columns, headed) };
}

/** What a row says of each field; nothing where no column holds it. */
export function cellsOf({ columns, mapping }: Pick<FileTable, 'columns' | 'mapping'>, { cells }: FileRow): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(mapping).map(([field, column]) => [field, cells[columns.indexOf(column)] ?? '']));
}
