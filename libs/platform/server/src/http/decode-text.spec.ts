import { decodeText } from './decode-text';

const TEXT = 'E-Mail;Größe\nga@alpenblick.example;5 €';

describe('text of a file', () => {
  it.each([
    ['utf-8', Buffer.from(TEXT)],
    ['utf-8', Buffer.from(`\uFEFF${TEXT}`)],
    ['utf-16le', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
    ['utf-16le', Buffer.from(TEXT, 'utf16le')],
    ['utf-16be', Buffer.from(`\uFEFF${TEXT}`, 'utf16le').swap16()],
    ['utf-16be', Buffer.from(TEXT, 'utf16le').swap16()],
    ['windows-1252', Buffer.from(TEXT.replace('€', '\x80'), 'latin1')],
  ])('is read as %s', (encoding, bytes) => {
    expect(decodeText(bytes)).toEqual({ encoding, text: TEXT });
  });

  it('is empty when the file is', () => {
    expect(decodeText(Buffer.of())).toEqual({ encoding: 'utf-8', text: '' });
  });
});
