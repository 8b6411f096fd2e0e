const MOMENT = { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const;
const DAY = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const LOCALES = { de: 'de-DE', en: 'en-GB' } as const;

// Each made once: making one costs more than all the rest of a mail's text.
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(form: typeof MOMENT | typeof DAY, language: 'de' | 'en', timeZone: string): Intl.DateTimeFormat {
  const key = `${form === DAY ? 'day' : 'moment'} ${language} ${timeZone}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(LOCALES[language], { ...form, timeZone });
  formats.set(key, format);
  return format;
}

/** An instant in words, in a zone (IANA) and saying which: UTC unless another is meant, for in mails and on pages without script nobody knows the reader's. */
export const moment = (at: Date, language: 'de' | 'en', timeZone = 'UTC'): string => formatOf(MOMENT, language, timeZone).format(at);

/** A day in words, as it is in a zone (IANA); UTC unless another is meant. */
export const dayOf = (at: Date, language: 'de' | 'en', timeZone = 'UTC'): string => formatOf(DAY, language, timeZone).format(at);
