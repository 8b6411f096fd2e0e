import type { Block, IncentiveDelivery, IncentiveState } from '@tandem/incentives-contract';

/** The words of the exported list in one language; the same as in the console. */
export interface ExportWords {
  readonly columns: readonly string[];
  readonly yes: string;
  readonly state: Readonly<Record<IncentiveState, string>>;
  readonly blocked: Readonly<Record<Block, string>>;
  readonly mail: Readonly<Record<IncentiveDelivery['state'], string>>;
}

export const EXPORT_WORDS: Readonly<Record<'de' | 'en', ExportWords>> = {
  de: {
    columns: ['Organisation', 'Domain', 'Land', 'Programm', 'MPN-ID', 'E-Mail', 'Stand', 'Überfällig', 'Gehindert', 'Beginn (UTC)', 'Einladung spätestens (UTC)', 'Eingeladen (UTC)', 'Anmelden bis (UTC)', 'Nächste Erinnerung (UTC)', 'Letzte E-Mail', 'Angemeldet (UTC)'],
    yes: 'Ja',
    state: { invitation_due: 'Einladung steht aus', invited: 'Eingeladen', submitted: 'Eingereicht', action_required: 'Nacharbeit nötig', enrolled: 'Angemeldet', declined: 'Abgelehnt' },
    blocked: { NO_LOCATION: 'Kein MPN-Standort', NO_ADDRESS: 'Standort ohne E-Mail', ADDRESS_REFUSED: 'Adresse nimmt nichts an', UNCERTAIN: 'Ungewiss', ACCOUNT_SUSPENDED: 'Konto gesperrt', PROGRAM_ENDED: 'Programm beendet' },
    mail: { queued: 'Wartet', sending: 'Wird gesendet', sent: 'Zugestellt', deferred: 'Neuer Versuch', failed: 'Gescheitert', bounced: 'Kam zurück', uncertain: 'Ungewiss', cancelled: 'Nicht gesendet' },
  },
  en: {
    columns: ['Organisation', 'Domain', 'Country', 'Program', 'MPN ID', 'E-mail', 'State', 'Overdue', 'Blocked', 'Start (UTC)', 'Invitation due (UTC)', 'Invited (UTC)', 'Enroll until (UTC)', 'Next reminder (UTC)', 'Last mail', 'Enrolled (UTC)'],
    yes: 'Yes',
    state: { invitation_due: 'Invitation due', invited: 'Invited', submitted: 'Submitted', action_required: 'Action required', enrolled: 'Enrolled', declined: 'Declined' },
    blocked: { NO_LOCATION: 'No MPN location', NO_ADDRESS: 'Location without e-mail', ADDRESS_REFUSED: 'Address refuses mails', UNCERTAIN: 'Uncertain', ACCOUNT_SUSPENDED: 'Account suspended', PROGRAM_ENDED: 'Program ended' },
    mail: { queued: 'Waiting', sending: 'Being sent', sent: 'Delivered', deferred: 'Retrying', failed: 'Failed', bounced: 'Came back', uncertain: 'Uncertain', cancelled: 'Not sent' },
  },
};
