/** Header and words of the file of audit records, by language. */
export const AUDIT_EXPORT_WORDS = {
  en: {
    columns: ['Date (UTC)', 'Concerns', 'Action', 'Outcome', 'Who', 'Organisation', 'E-mail', 'API client', 'Kind of record', 'Record', 'Before', 'After', 'Trace'],
    statuses: { succeeded: 'Succeeded', failed: 'Failed', progress: 'Under way', decline: 'Declined' },
    system: 'Tandem',
  },
  de: {
    columns: ['Datum (UTC)', 'Betrifft', 'Aktion', 'Ausgang', 'Wer', 'Organisation', 'E-Mail', 'API-Client', 'Art des Datensatzes', 'Datensatz', 'Vorher', 'Nachher', 'Spur'],
    statuses: { succeeded: 'Gelungen', failed: 'Gescheitert', progress: 'Unterwegs', decline: 'Abgelehnt' },
    system: 'Tandem',
  },
} as const;
