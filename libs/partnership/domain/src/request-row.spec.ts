import { DomainError } from '@tandem/platform-kernel';
import { guessMapping, requireColumns } from './import-sheet';
import { languageOf, readRequestRow, REQUEST_SHEET } from './request-row';

const columns = ['E-Mail', 'Sprache', 'Firma', 'Notiz'];
const mapping = { address: 'E-Mail', language: 'Sprache', name: 'Firma', note: 'Notiz' };
const reasonOf = (...cells: string[]): string | undefined => readRequestRow(cells, columns, mapping).refusal?.reason;

describe('the columns of a file', () => {
  it.each([
    [['E-Mail', 'Sprache', 'Firma', 'Notiz'], ['E-Mail', 'Sprache', 'Firma', 'Notiz']],
    [['Company', 'Contact', 'E-mail address', 'Language', 'Comment'], ['E-mail address', 'Language', 'Company', 'Comment']],
    [['EMPFÄNGER', 'Bemerkungen', 'Sprachcode', 'Unternehmen'], ['EMPFÄNGER', 'Sprachcode', 'Unternehmen', 'Bemerkungen']],
    [['Note', 'mail'], ['mail', undefined, undefined, 'Note']],
  ])('IMP-03: finds what %j mean', (header, [address, language, name, note]) => {
    expect(guessMapping(REQUEST_SHEET, header, [])).toEqual(JSON.parse(JSON.stringify({ address, language, name, note })));
  });

  it('IMP-03: takes the column with addresses when headers do not say or say it of another', () => {
    expect(guessMapping(REQUEST_SHEET, ['A', 'B'], [['Alpenblick', 'ga@alpenblick.example']])).toEqual({ address: 'B' });
    expect(guessMapping(REQUEST_SHEET, ['Adresse', 'Kontakt'], [['Seeweg 1', 'ga@alpenblick.example']])).toEqual({ address: 'Kontakt' });
  });

  it('IMP-03: refuses every column that the file has not, and takes empty for none', () => {
    expect(requireColumns(REQUEST_SHEET, { address: 'E-Mail', name: ' ', note: undefined }, columns)).toEqual({ address: 'E-Mail' });
    const refused = (): unknown => requireColumns(REQUEST_SHEET, { address: 'Mail', name: 'Firma', note: 'Note' }, columns);
    expect(refused).toThrow(DomainError);
    try {
      refused();
    } catch (error) {
      expect((error as DomainError).refusals.map(({ field }) => field)).toEqual(['mapping.address', 'mapping.note']);
    }
  });
});

describe('a row', () => {
  it('is read by its columns, without what address books put around an address', () => {
    expect(readRequestRow([' Anna Weber <Anna@A.example> ', 'DE-at', ' Alpenblick  IT ', ' rang twice '], columns, mapping)).toEqual({ email: 'Anna@A.example', language: 'de', name: 'Alpenblick IT', note: 'rang twice' });
    expect(readRequestRow(['mailto:a@b.example'], columns, mapping)).toEqual({ email: 'a@b.example', language: undefined, name: '', note: '' });
  });

  it('INV-05: says why an address cannot be sent to', () => {
    expect([reasonOf(''), reasonOf('anna'), reasonOf('a@b.example, c@d.example'), reasonOf('a@b.example\nBcc: x@y.example')]).toEqual(['RECIPIENT_MISSING', 'RECIPIENT_INVALID', 'RECIPIENT_INVALID', 'HEADER_UNSAFE']);
  });

  it('IMP-05: knows languages as people write them, and refuses others', () => {
    expect(['de', 'Deutsch', 'GERMAN', 'en_US', 'englisch', ' en '].map(languageOf)).toEqual(['de', 'de', 'de', 'en', 'en', 'en']);
    expect([reasonOf('a@b.example', 'fr'), reasonOf('a@b.example', 'constructor'), reasonOf('a@b.example', '')]).toEqual(['LANGUAGE_UNKNOWN', 'LANGUAGE_UNKNOWN', undefined]);
  });

  it('IMP-05: refuses a name that is too long or holds a link', () => {
    expect([reasonOf('a@b.example', '', 'x'.repeat(120)), reasonOf('a@b.example', '', 'x'.repeat(121)), reasonOf('a@b.example', '', 'see https://evil.example'), reasonOf('a@b.example', '', 'WWW.evil.example')]).toEqual([undefined, 'NAME_INVALID', 'NAME_INVALID', 'NAME_INVALID']);
  });
});
