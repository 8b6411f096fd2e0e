/** Name of the column with the reason; long enough that nobody's own column is called so. */
export const REASON_COLUMN = { de: 'Grund (Tandem)', en: 'Reason (Tandem)' } as const;

/** Why a row was not taken, for people who read it in a spreadsheet. */
export const REASON_WORDS: Readonly<Record<'de' | 'en', Readonly<Record<string, string>>>> = {
  de: {
    RECIPIENT_MISSING: 'Die Adresse fehlt.',
    RECIPIENT_INVALID: 'An diese Adresse kann keine E-Mail gehen. Richtig wäre etwa name@firma.example.',
    HEADER_UNSAFE: 'Die Adresse enthält einen Zeilenumbruch oder ein Steuerzeichen.',
    LANGUAGE_UNKNOWN: 'Anfragen gibt es auf Deutsch und Englisch: de oder en schreiben oder leer lassen.',
    NAME_INVALID: 'Der Name ist länger als 120 Zeichen oder enthält einen Link.',
    RECIPIENT_SUPPRESSED: 'Frühere E-Mails an diese Adresse kamen zurück. Eine andere Adresse eintragen.',
    LINK_FOREIGN: 'Der Text enthielte den Link einer anderen Einladung. Den Namen berichtigen.',
  },
  en: {
    RECIPIENT_MISSING: 'The address is missing.',
    RECIPIENT_INVALID: 'No mail can be sent to this address. It should look like name@company.example.',
    HEADER_UNSAFE: 'The address holds a line break or another control character.',
    LANGUAGE_UNKNOWN: 'Requests are written in German or English: write de or en, or leave it empty.',
    NAME_INVALID: 'The name is longer than 120 characters or holds a link.',
    RECIPIENT_SUPPRESSED: 'Earlier mails to this address came back. Enter another address.',
    LINK_FOREIGN: 'The text would contain the link of another invitation. Correct the name.',
  },
};
