import { REQUEST_SHEET } from '@tandem/partnership-domain';
import { DomainError } from '@tandem/platform-kernel';
import { decodeText, writeCsv } from '@tandem/platform-server';
import fc from 'fast-check';
import { readCsv as readSheet } from './read-csv';

const readCsv = (text: string): ReturnType<typeof readSheet> => readSheet(text, REQUEST_SHEET);

const ADDRESSES = [['ga@alpenblick.example', 'de', 'Alpenblick IT GmbH', 'Größe: 5 "Leute"'], ['ga@fjord.example', 'en', 'Fjord; Systems, AS', 'line one\nline two']];
const HEADER = ['E-Mail', 'Sprache', 'Firma', 'Notiz'];

const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();
const ENCODINGS: Readonly<Record<string, (text: string) => Buffer>> = {
  'utf-8': (text) => Buffer.from(text.replace(/^\uFEFF/, '')),
  'utf-8 with a mark': (text) => Buffer.from(`\uFEFF${text.replace(/^\uFEFF/, '')}`),
  'utf-16le with a mark': (text) => Buffer.from(`\uFEFF${text.replace(/^\uFEFF/, '')}`, 'utf16le'),
  'utf-16be with a mark': (text) => swapped(Buffer.from(`\uFEFF${text.replace(/^\uFEFF/, '')}`, 'utf16le')),
  'utf-16le': (text) => Buffer.from(text.replace(/^\uFEFF/, ''), 'utf16le'),
  'windows-1252': (text) => Buffer.from(text.replace(/^\uFEFF/, ''), 'latin1'),
};
const reasonOf = (text: string): string | undefined => {
  try {
    readCsv(text);
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error.reason;
    throw error;
  }
};

describe('reading CSV', () => {
  for (const [encoding, encode] of Object.entries(ENCODINGS))
    for (const separator of [',', ';', '\t', '|'])
      it(`IMP-01: tells ${encoding} and ${JSON.stringify(separator)} apart`, () => {
        const { text } = decodeText(encode(writeCsv([HEADER, ...ADDRESSES], separator)));
        expect(readCsv(text)).toEqual({ separator, columns: HEADER, rows: ADDRESSES.map((cells, index) => ({ number: index + 2, cells })) });
      });

  it('IMP-01: any rows survive being written and read, in every encoding that holds them', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !text.includes('\0') && text.isWellFormed());
    const formula = fc.tuple(fc.constantFrom('=', '+', '-', '@', "'=", "''@", '\t=', '＝'), fc.string({ maxLength: 5 }).filter((text) => !text.includes('\0'))).map((parts) => parts.join(''));
    const row = fc.array(fc.oneof(cell, formula), { minLength: 4, maxLength: 4 }).filter((cells) => cells.some((text) => text.trim() !== ''));
    const unicode = fc.constantFrom('utf-8', 'utf-8 with a mark', 'utf-16le with a mark', 'utf-16be with a mark');
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), fc.constantFrom(',', ';', '\t', '|'), unicode, (rows, separator, encoding) => {
        const bytes = ENCODINGS[encoding]?.(writeCsv([HEADER, ...rows], separator)) ?? Buffer.of();
        const read = readCsv(decodeText(bytes).text);
        expect([read.separator, read.rows.map(({ cells }) => cells)]).toEqual([separator, rows]);
      }),
      { numRuns: 300 },
    );
  });

  it('IMP-01: never breaks on any text: it reads it or says why not', () => {
    const line = fc.array(fc.constantFrom('a@b.example', '"', ';', ',', '\t', '\n', '\r', 'E-Mail', "'", 'ä', '\0', '='), { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(line, (text) => {
        expect([undefined, 'IMPORT_UNREADABLE', 'IMPORT_EMPTY']).toContain(reasonOf(text));
      }),
      { numRuns: 500 },
    );
  });

  it('IMP-01: any bytes become text', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => expect(typeof decodeText(bytes).text).toBe('string')));
  });

  it('IMP-01: reads a file without a header, with empty lines, and with the separator declared', () => {
    expect(readCsv('ga@a.example;Alpenblick\n\n;\nga@b.example;Boreal\n')).toMatchObject({ columns: ['#1', '#2'], rows: [{ number: 1 }, { number: 4, cells: ['ga@b.example', 'Boreal'] }] });
    expect(readCsv('sep=|\r\nE-Mail|Name\r\nga@a.example|A')).toMatchObject({ separator: '|', rows: [{ number: 2, cells: ['ga@a.example', 'A'] }] });
    expect(readCsv('E-Mail\nga@a.example')).toMatchObject({ columns: ['E-Mail'], rows: [{ cells: ['ga@a.example'] }] });
  });

  it('IMP-01: keeps rows that are shorter or longer than the header within it', () => {
    expect(readCsv('E-Mail;Name;Notiz\na@a.example\nb@b.example;B;n;more').rows.map(({ cells }) => cells)).toEqual([['a@a.example', '', ''], ['b@b.example', 'B', 'n']]);
  });

  it('IMP-01: says where a quotation mark is not closed, and that a file is empty', () => {
    expect([reasonOf('E-Mail;Name\n"a@a.example;A\nb@b.example;B'), reasonOf(''), reasonOf('E-Mail;Name\n'), reasonOf('a\0b')]).toEqual(['IMPORT_UNREADABLE', 'IMPORT_EMPTY', 'IMPORT_EMPTY', 'IMPORT_UNREADABLE']);
    expect(reasonOf(`${'c;'.repeat(200)}\n${'x;'.repeat(200)}`)).toBe('IMPORT_UNREADABLE');
  });

  it('IMP-02: takes 5,000 rows and not one more', () => {
    const file = (rows: number): string => ['E-Mail', ...Array.from({ length: rows }, (_, index) => `ga${index}@a.example`)].join('\n');
    expect(readCsv(file(5000)).rows).toHaveLength(5000);
    expect(reasonOf(file(5001))).toBe('IMPORT_TOO_LONG');
    expect(reasonOf(`E-Mail\na@a.example${'\n'.repeat(30_000)}`)).toBe('IMPORT_TOO_LONG');
  });
});
