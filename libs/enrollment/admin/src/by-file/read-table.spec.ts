import { describe, expect, it } from '@jest/globals';
import { withoutGuard } from '@tandem/platform-contract';
import { csvOf } from './cells';
import { cellsOf, decoded, readTable } from './read-table';
import type { FileField } from './read-table';

const FIELDS: readonly FileField[] = [
  { id: 'partner', headers: ['partner', 'domain', 'wiederverkaeufer'], most: 254 },
  { id: 'reason', headers: ['reason', 'grund', 'begruendung'], most: 500 },
];
const read = async (text: string): Promise<[string[], Readonly<Record<string, string>>[]]> => {
  const table = await readTable(text, FIELDS);
  return [[...table.columns], table.rows.map((row) => cellsOf(table, row))];
};
const bytes = (...parts: (string | number)[]): Uint8Array => new Uint8Array(parts.flatMap((part) => (typeof part === 'number' ? [part] : [...new TextEncoder().encode(part)])));

describe('a file from a spreadsheet', () => {
  it('IMP-01: is read as UTF-8 with and without its mark, else as windows-1252', () => {
    expect(decoded(bytes('Müller; “so”'))).toBe('Müller; “so”');
    expect(decoded(bytes(0xef, 0xbb, 0xbf, 'Müller'))).toBe('Müller');
    expect(decoded(bytes('M', 0xfc, 'ller; ', 0x80, 0x93))).toBe('Müller; €“');
  });

  it.each([['comma', ','], ['semicolon', ';'], ['tab', '\t']])('IMP-01: may be separated by %s', async (_, separator) => {
    const line = (...cells: string[]): string => cells.map((cell) => (cell.includes(separator) ? `"${cell}"` : cell)).join(separator);
    const rows = [line('Domain', 'Begründung', 'Notiz'), line('a.example', 'Ends, soon; now', ''), line('b.example', '', 'x')];
    expect(await read(rows.join('\r\n'))).toEqual([['Domain', 'Begründung', 'Notiz'], [{ partner: 'a.example', reason: 'Ends, soon; now' }, { partner: 'b.example', reason: '' }]]);
  });

  it('IMP-03: finds columns by their headers, in any order, and none by place then', async () => {
    expect(await read('Grund;Menge;Wiederverkäufer\nEndet;3;a.example')).toEqual([['Grund', 'Menge', 'Wiederverkäufer'], [{ partner: 'a.example', reason: 'Endet' }]]);
    expect((await read('Domain;Menge\na.example;3'))[1]).toEqual([{ partner: 'a.example' }]);
  });

  it('IMP-03: without a header takes them in their order; empty rows do not count', async () => {
    expect(await read('\n a.example , Ends \n,,\n\nb.example')).toEqual([['#1', '#2'], [{ partner: 'a.example', reason: 'Ends' }, { partner: 'b.example', reason: '' }]]);
    expect((await read('a.example;Reason\nb.example;Ends'))[1]).toEqual([{ partner: 'a.example', reason: 'Reason' }, { partner: 'b.example', reason: 'Ends' }]);
    expect(await read('a.example')).toEqual([['#1'], [{ partner: 'a.example' }]]);
    expect((await readTable('Domain\n\na.example', FIELDS)).rows.map(({ number }) => number)).toEqual([3]);
  });

  it('IMP-01: keeps line breaks and quotes inside of quoted values', async () => {
    expect((await read('Domain,Reason\na.example,"One ""two""\nthree"'))[1]).toEqual([{ partner: 'a.example', reason: 'One "two"\nthree' }]);
  });

  it('IMP-01: says why it cannot be read', async () => {
    await expect(read(' \n;;')).rejects.toMatchObject({ why: 'empty' });
    await expect(read('Domain;Reason')).rejects.toMatchObject({ why: 'empty' });
    await expect(read('PK\u0003\0\0')).rejects.toMatchObject({ why: 'unreadable' });
    await expect(read('a.example\n'.repeat(10_001))).rejects.toMatchObject({ why: 'tooLong' });
  });
});

describe('a file that is given back', () => {
  it('CUS-18: holds nothing that a spreadsheet would run, and is read again as it was', async () => {
    const risky = ['=1+1', '+49 1', '-2', '@x', '＝1', "'=1", "'quoted'", 'plain'];
    const text = csvOf([['Domain', 'Reason'], ...risky.map((value) => ['a.example', value])]);
    expect(text.startsWith('\uFEFF"Domain";"Reason"\r\n')).toBe(true);
    for (const cell of text.match(/(?<=;")[^"\r\n]*/g) ?? []) expect(cell).not.toMatch(/^[=+\-@＝]/);
    expect((await read(text))[1].map(({ reason }) => reason)).toEqual(risky);
    expect(withoutGuard("'plain'")).toBe("'plain'");
  });
});
