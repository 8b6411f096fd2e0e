const FORM = { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'UTC', timeZoneName: 'short' } as const;

// Made once: making one costs more than all the rest of a mail's text.
const FORMATS = { de: new Intl.DateTimeFormat('de-DE', FORM), en: new Intl.DateTimeFormat('en-GB', FORM) } as const;

/** An instant in words, in UTC and saying so: in mails and on pages without script nobody knows the reader's zone. */
export const moment = (at: Date, language: 'de' | 'en'): string => FORMATS[language].format(at);

const DAY = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
const DAYS = { de: new Intl.DateTimeFormat('de-DE', DAY), en: new Intl.DateTimeFormat('en-GB', DAY) } as const;

/** A day in words, in UTC. */
export const dayOf = (at: Date, language: 'de' | 'en'): string => DAYS[language].format(at);
