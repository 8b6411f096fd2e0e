/** Why an attempt, or a delivery, came to nothing, as people read it. */
export const ATTEMPT_REASONS = {
  ANSWERED_NO: { en: 'The receiver answered, but did not take it.', de: 'Der Empfänger hat geantwortet, die Nachricht aber nicht angenommen.' },
  REDIRECTED: { en: 'The receiver wants to send us elsewhere; redirects are not followed.', de: 'Der Empfänger will uns woandershin schicken; Weiterleitungen wird nicht gefolgt.' },
  RECEIVER_GONE: { en: 'The receiver says that it is gone (410). Nothing more is sent until the webhook is replaced.', de: 'Der Empfänger meldet, dass es ihn nicht mehr gibt (410). Bis der Webhook ersetzt wird, wird nichts mehr gesendet.' },
  TIMED_OUT: { en: 'The receiver did not answer within ten seconds.', de: 'Der Empfänger hat nicht innerhalb von zehn Sekunden geantwortet.' },
  CONNECTION_REFUSED: { en: 'Nobody listens at this address.', de: 'An dieser Adresse nimmt niemand Verbindungen an.' },
  CONNECTION_LOST: { en: 'The connection broke before there was an answer.', de: 'Die Verbindung ist abgebrochen, bevor eine Antwort kam.' },
  HOST_UNKNOWN: { en: 'The host name has no address.', de: 'Der Hostname hat keine Adresse.' },
  TLS_FAILED: { en: 'The certificate of the receiver is not trusted, or no secure connection came about.', de: 'Dem Zertifikat des Empfängers wird nicht vertraut, oder es kam keine sichere Verbindung zustande.' },
  ADDRESS_PRIVATE: { en: 'The address leads into a private or local network, where webhooks do not go.', de: 'Die Adresse führt in ein privates oder lokales Netz; dorthin gehen keine Webhooks.' },
  ADDRESS_INVALID: { en: 'Webhooks may not go to this address any more.', de: 'An diese Adresse dürfen keine Webhooks mehr gehen.' },
  WAITED_TOO_LONG: { en: 'The receiver failed again and again, and a day has passed.', de: 'Der Empfänger ist immer wieder ausgefallen, und ein Tag ist vergangen.' },
  WEBHOOK_REMOVED: { en: 'The webhook was removed before this was sent.', de: 'Der Webhook wurde entfernt, bevor dies gesendet war.' },
  WEBHOOK_STOPPED: { en: 'The webhook had been stopped, because its receiver was gone.', de: 'Der Webhook war angehalten, weil es seinen Empfänger nicht mehr gab.' },
  SENDING_BROKE: { en: 'Sending broke off on our side; the operator can see why.', de: 'Das Senden ist bei uns abgebrochen; der Betrieb kann sehen, warum.' },
} as const satisfies Readonly<Record<string, { readonly en: string; readonly de: string }>>;
export type AttemptReason = keyof typeof ATTEMPT_REASONS;

/** A reason in words; undefined for one that nobody knows any more. */
export const attemptSentence = (reason: string, locale: 'de' | 'en'): string | undefined => (reason in ATTEMPT_REASONS ? ATTEMPT_REASONS[reason as AttemptReason][locale] : undefined);
