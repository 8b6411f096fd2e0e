const FORM = { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'UTC', timeZoneName: 'short' } as const;
const TAG = { de: 'de-DE', en: 'en-GB' } as const;

/** An instant in words, in UTC and saying so: in mails and on pages without script nobody knows the reader's zone. */
export const moment = (at: Date, language: 'de' | 'en'): string => new Intl.DateTimeFormat(TAG[language], FORM).format(at);
