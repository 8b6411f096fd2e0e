import { refusalOfRecipient } from '@tandem/invitations-domain';
import type { Refusal } from '@tandem/platform-kernel';
import { refusalOfName } from './greeted-name';
import { valueIn } from './import-sheet';
import type { ColumnMapping, Sheet } from './import-sheet';

/** Files of addresses to ask. */
export const REQUEST_SHEET: Sheet<'address' | 'language' | 'name' | 'note'> = {
  fields: ['address', 'language', 'name', 'note'],
  headers: {
    address: 'email emailadresse emailaddress mail mailadresse mailaddress empfaenger recipient kontaktemail contactemail adresse address'.split(' '),
    language: 'sprache language sprachcode languagecode lang locale'.split(' '),
    name: 'name firma firmenname unternehmen company companyname organisation organization wiederverkaeufer reseller partner ansprechpartner kontakt contact contactname fullname'.split(' '),
    note: 'notiz note notizen notes bemerkung bemerkungen kommentar comment comments remark remarks anmerkung hinweis'.split(' '),
  },
  telling: { field: 'address', fits: (cell) => cell.includes('@') },
};

const LANGUAGES: Readonly<Record<string, 'de' | 'en'>> = { de: 'de', deutsch: 'de', german: 'de', ger: 'de', deu: 'de', en: 'en', englisch: 'en', english: 'en', eng: 'en' };

/** What a row asks for, as far as it can be read, and why it cannot go out. */
export interface RequestRow {
  readonly email: string;
  /** Undefined: the import's. */
  readonly language?: 'de' | 'en' | undefined;
  readonly name: string;
  readonly note: string;
  readonly refusal?: Refusal | undefined;
}

/** A language as people write it: `de`, `DE-AT`, `Deutsch`, `english`; undefined when it is neither German nor English. */
export function languageOf(text: string): 'de' | 'en' | undefined {
  const word = text.trim().toLowerCase().split(/[-_\s]/)[0] ?? '';
  return Object.hasOwn(LANGUAGES, word) ? LANGUAGES[word] : undefined;
}

/** An address without what surrounds it in address books: `Anna Weber <anna@a.example>`, `mailto:`. */
const addressIn = (text: string): string => (/<([^<>]+)>\s*$/.exec(text)?.[1] ?? text).trim().replace(/^mailto:/i, '').normalize('NFC');

/** Reads one row by the mapping (INV-05, IMP-05); the values as they stand in the file, without what a spreadsheet puts around them. */
export function readRequestRow(cells: readonly string[], columns: readonly string[], mapping: ColumnMapping): RequestRow {
  const value = (field: string): string => valueIn(cells, columns, mapping[field]);
  const email = addressIn(value('address'));
  const spoken = value('language');
  const name = value('name').replace(/\s+/g, ' ');
  const language = languageOf(spoken);
  const row = { email, language, name, note: value('note') };
  const refusal = refusalOf(email, spoken !== '' && language === undefined, name);
  return refusal ? { ...row, refusal } : row;
}

function refusalOf(email: string, foreign: boolean, name: string): Refusal | undefined {
  if (email === '') return { rule: 'INV-05', reason: 'RECIPIENT_MISSING', kind: 'invalid' };
  const recipient = refusalOfRecipient(email);
  if (recipient) return recipient;
  if (foreign) return { rule: 'IMP-05', reason: 'LANGUAGE_UNKNOWN', kind: 'invalid' };
  return refusalOfName(name);
}
