import { DomainError } from '@tandem/platform-kernel';
import type { Refusal } from '@tandem/platform-kernel';

export const FIELDS = ['address', 'language', 'name', 'note'] as const;
type Field = (typeof FIELDS)[number];

/** Which column, by its name, holds what. */
export type ColumnMapping = { readonly [Name in Field]?: string | undefined };

/** Headers as people write them, in German and English; the likeliest first. */
const HEADERS: Readonly<Record<Field, readonly string[]>> = {
  address: 'email emailadresse emailaddress mail mailadresse mailaddress empfaenger recipient kontaktemail contactemail adresse address'.split(' '),
  language: 'sprache language sprachcode languagecode lang locale'.split(' '),
  name: 'name firma firmenname unternehmen company companyname organisation organization wiederverkaeufer reseller partner ansprechpartner kontakt contact contactname fullname'.split(' '),
  note: 'notiz note notizen notes bemerkung bemerkungen kommentar comment comments remark remarks anmerkung hinweis'.split(' '),
};
const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

const folded = (header: string): string =>
  header.normalize('NFC').toLowerCase().replace(/[äöüß]/g, (letter) => UMLAUTS[letter] ?? letter).replace(/[^a-z]/g, '');

/** Names for the columns of a header row, each once: an empty header is named by its place, a repeated one is counted. */
export function columnNames(header: readonly string[]): string[] {
  const names: string[] = [];
  for (const [index, given] of header.entries()) {
    const base = given.trim() || `#${index + 1}`;
    let name = base;
    for (let count = 2; names.includes(name); count++) name = `${base} (${count})`;
    names.push(name);
  }
  return names;
}

/** The header names that are understood, as a measure of whether a row is a header, and a separator the right one. */
export const knownHeaders = (header: readonly string[]): number => header.filter((name) => FIELDS.some((field) => HEADERS[field].includes(folded(name)))).length;

const withAt = (rows: readonly (readonly string[])[], column: number): number => rows.filter((row) => row[column]?.includes('@')).length;

/** What the columns probably mean: by their headers; addresses, when no header says so, by the values. */
export function guessMapping(columns: readonly string[], rows: readonly (readonly string[])[]): ColumnMapping {
  const heads = columns.map(folded);
  const addressed = columns.map((_, column) => withAt(rows, column));
  const anywhere = addressed.some((count) => count > 0);
  const taken = new Set<number>();
  const found: Partial<Record<Field, string>> = {};
  const take = (field: Field, column: number): void => {
    const name = columns[column];
    if (name === undefined) return;
    taken.add(column);
    found[field] = name;
  };
  for (const field of FIELDS) {
    const fits = (head: string | undefined, column: number, wanted: string): boolean => head === wanted && !taken.has(column) && (field !== 'address' || !anywhere || (addressed[column] ?? 0) > 0);
    const matching = HEADERS[field].map((wanted) => heads.findIndex((head, column) => fits(head, column, wanted))).find((column) => column >= 0);
    if (matching !== undefined) take(field, matching);
    else if (field === 'address' && anywhere) take(field, addressed.indexOf(Math.max(...addressed)));
  }
  return found;
}

/** The mapping a person wants. @throws DomainError IMPORT_COLUMN_UNKNOWN (IMP-03) for each column that the file has not. */
export function requireColumns(wanted: ColumnMapping, columns: readonly string[]): ColumnMapping {
  const named = FIELDS.map((field) => [field, wanted[field]?.trim()] as const).filter(([, column]) => column !== undefined && column !== '');
  const unknown = named.filter(([, column]) => !columns.includes(column ?? ''));
  const [first, ...others] = unknown.map(([field]): Refusal => ({ rule: 'IMP-03', reason: 'IMPORT_COLUMN_UNKNOWN', kind: 'invalid', field: `mapping.${field}` }));
  if (first) throw new DomainError(first, ...others);
  return Object.fromEntries(named) as ColumnMapping;
}
