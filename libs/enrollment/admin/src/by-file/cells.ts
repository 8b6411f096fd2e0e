import { withGuard } from '@tandem/platform-contract';

const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** A header as it is recognised, whatever its case, blanks and signs. */
export const foldedHeader = (header: string): string =>
  header.normalize('NFC').toLowerCase().replace(/[äöüß]/g, (letter) => UMLAUTS[letter] ?? letter).replace(/[^a-z]/g, '');

const quoted = (value: string): string => `"${withGuard(value).replaceAll('"', '""')}"`;

/** A CSV file (RFC 4180, marked UTF-8) that spreadsheets open without asking and run nothing of; separated by semicolons. */
export const csvOf = (rows: readonly (readonly string[])[]): string => `\uFEFF${rows.map((row) => `${row.map(quoted).join(';')}\r\n`).join('')}`;
