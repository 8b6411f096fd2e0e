const FORM = { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'UTC', timeZoneName: 'short' } as const;

// Made once: making one costs more than all the rest of a mail's text.
const FORMATS = { de: new Intl.DateTimeFormat('de-DE', FORM), en: new Intl.DateTimeFormat('en-GB', FORM) } as const;

/** An instant in words, in UTC and saying so: in mails and on pages without script nobody knows the reader's zone. */
export const moment = (at: Date, language: 'de' | 'en'): string => FORMATS[language].format(at);

const DAY = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const LOCALES = { de: 'de-DE', en: 'en-GB' } as const;
const days = new Map<string, Intl.DateTimeFormat>();

/** A day in words, as it is in a zone (IANA); UTC unless another is meant. */
export function dayOf(at: Date, language: 'de' | 'en', timeZone = 'UTC'): string {
  const key = `${language} ${timeZone}`;
  const format = days.get(key) ?? new Intl.DateTimeFormat(LOCALES[language], { ...DAY, timeZone });
  days.set(key, format);
  return format.format(at);
}
