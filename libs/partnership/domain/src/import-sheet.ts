import { DomainError } from '@tandem/platform-kernel';
import type { Refusal } from '@tandem/platform-kernel';

/** What the columns of one kind of file can mean, and how they are recognised. */
export interface Sheet<Field extends string = string> {
  readonly fields: readonly Field[];
  /** Headers as people write them, in German and English, folded to letters; the likeliest first. */
  readonly headers: Readonly<Record<Field, readonly string[]>>;
  /** The field whose values tell what they are: a first row that holds one is no header, and a column of them needs none. */
  readonly telling: { readonly field: Field; readonly fits: (cell: string) => boolean };
}

/** Which column, by its name, holds what. */
export type ColumnMapping = Readonly<Record<string, string | undefined>>;

const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

const folded = (header: string): string =>
  header.normalize('NFC').toLowerCase().replace(/[äöüß]/g, (letter) => UMLAUTS[letter] ?? letter).replace(/[^a-z]/g, '');

/** The header names that are understood, as a measure of whether a row is a header, and a separator the right one. */
export const knownHeaders = ({ fields, headers }: Sheet, header: readonly string[]): number => header.filter((name) => fields.some((field) => headers[field]?.includes(folded(name)))).length;

/** What the columns probably mean: by their headers; those of the telling field, when no header says so, by the values. */
export function guessMapping({ fields, headers, telling }: Sheet, columns: readonly string[], rows: readonly (readonly string[])[]): ColumnMapping {
  const heads = columns.map(folded);
  const told = columns.map((_, column) => rows.filter((row) => telling.fits(row[column] ?? '')).length);
  const anywhere = told.some((count) => count > 0);
  const taken = new Set<number>();
  const found: Record<string, string> = {};
  const take = (field: string, column: number): void => {
    const name = columns[column];
    if (name === undefined) return;
    taken.add(column);
    found[field] = name;
  };
  for (const field of fields) {
    const tells = field === telling.field;
    const fits = (head: string | undefined, column: number, wanted: string): boolean => head === wanted && !taken.has(column) && (!tells || !anywhere || (told[column] ?? 0) > 0);
    const matching = headers[field]?.map((wanted) => heads.findIndex((head, column) => fits(head, column, wanted))).find((column) => column >= 0);
    if (matching !== undefined) take(field, matching);
    else if (tells && anywhere) take(field, told.indexOf(Math.max(...told)));
  }
  return found;
}

/** The mapping a person wants. @throws DomainError IMPORT_COLUMN_UNKNOWN (IMP-03) for each column that the file has not. */
export function requireColumns({ fields }: Sheet, wanted: ColumnMapping, columns: readonly string[]): ColumnMapping {
  const named = fields.map((field) => [field, wanted[field]?.trim()] as const).filter(([, column]) => column !== undefined && column !== '');
  const unknown = named.filter(([, column]) => !columns.includes(column ?? ''));
  const [first, ...others] = unknown.map(([field]): Refusal => ({ rule: 'IMP-03', reason: 'IMPORT_COLUMN_UNKNOWN', kind: 'invalid', field: `mapping.${field}` }));
  if (first) throw new DomainError(first, ...others);
  return Object.fromEntries(named);
}

/** The value that a row holds for a field, without what a spreadsheet puts around it; empty when no column holds it. */
export function valueIn(cells: readonly string[], columns: readonly string[], column: string | undefined): string {
  return column === undefined ? '' : (cells[columns.indexOf(column)] ?? '').trim();
}
