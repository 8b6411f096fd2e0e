/** Header and states of the file of deliveries, by language. */
export const EXPORT_WORDS = {
  en: {
    columns: ['To', 'State', 'Kind', 'Organisation', 'Tries', 'Reason', 'Raw answer', 'Created (UTC)', 'Changed (UTC)', 'Dismissed by', 'Note', 'Record', 'Trace'],
    states: { queued: 'Waiting', sending: 'Being sent', sent: 'Delivered', deferred: 'Retrying', failed: 'Failed', bounced: 'Came back', uncertain: 'Uncertain', cancelled: 'Not sent' },
  },
  de: {
    columns: ['An', 'Stand', 'Art', 'Organisation', 'Versuche', 'Grund', 'Antwort im Wortlaut', 'Angelegt (UTC)', 'Geändert (UTC)', 'Abgelegt von', 'Notiz', 'Datensatz', 'Spur'],
    states: { queued: 'Wartet', sending: 'Wird gesendet', sent: 'Zugestellt', deferred: 'Neuer Versuch', failed: 'Gescheitert', bounced: 'Kam zurück', uncertain: 'Ungewiss', cancelled: 'Nicht gesendet' },
  },
} as const;
