const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** A header as it is recognised, whatever its case, blanks and signs. */
export const foldedHeader = (header: string): string =>
  header.normalize('NFC').toLowerCase().replace(/[äöüß]/g, (letter) => UMLAUTS[letter] ?? letter).replace(/[^a-z]/g, '');

/** Names for columns, each once: an empty one is named by its place, a repeated one is counted. */
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

// What spreadsheets take for the beginning of a formula, also in full width; an apostrophe before it keeps it from being one, as in the files of the API.
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/;
const GUARDED = /^'+[=+\-@\t\r＝＋－＠]/;

/** A value as it was before a file was made formula-safe. */
export const unguarded = (value: string): string => (GUARDED.test(value) ? value.slice(1) : value);

const quoted = (value: string): string => `"${(FORMULA.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;

/** A CSV file (RFC 4180, marked UTF-8) that spreadsheets open without asking and run nothing of; separated by semicolons. */
export const csvOf = (rows: readonly (readonly string[])[]): string => `\uFEFF${rows.map((row) => `${row.map(quoted).join(';')}\r\n`).join('')}`;
