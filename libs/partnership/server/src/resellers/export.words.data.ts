import type { InvitationState, LastDelivery } from '@tandem/invitations-contract';
import type { AdminAccess } from '@tandem/partnership-domain';

/** The words of the exported list in one language; the same as in the console. */
export interface ExportWords {
  readonly columns: readonly string[];
  readonly status: Readonly<Record<InvitationState | 'active', string>>;
  readonly mail: Readonly<Record<LastDelivery['state'] | 'byYou', string>>;
  readonly admin: Readonly<Record<AdminAccess, string>>;
}

export const EXPORT_WORDS: Readonly<Record<'de' | 'en', ExportWords>> = {
  de: {
    columns: ['Name', 'E-Mail', 'Status', 'Letzte E-Mail', 'Warum', 'Geöffnet (UTC)', 'Land', 'MPN-ID', 'Administratorzugriff', 'Seit (UTC)', 'Gültig bis (UTC)', 'Angefragt von'],
    status: {
      ...{ active: 'Aktiv', draft: 'Entwurf', queued: 'Wird gesendet', sent: 'Wartet', issued: 'Wartet', delivery_failed: 'Nicht zugestellt' },
      ...{ accepted: 'Angenommen', declined: 'Abgelehnt', revoked: 'Widerrufen', expired: 'Abgelaufen' },
    },
    mail: {
      ...{ queued: 'Wartet', sending: 'Wird gesendet', sent: 'Zugestellt', deferred: 'Neuer Versuch', failed: 'Gescheitert', bounced: 'Kam zurück' },
      ...{ uncertain: 'Ungewiss', cancelled: 'Nicht gesendet', byYou: 'Selbst verschickt' },
    },
    admin: { granted: 'Gegeben', removed: 'Entzogen' },
  },
  en: {
    columns: ['Name', 'E-mail', 'Status', 'Last mail', 'Why', 'Opened (UTC)', 'Country', 'MPN ID', 'Admin access', 'Since (UTC)', 'Valid until (UTC)', 'Requested by'],
    status: {
      ...{ active: 'Active', draft: 'Draft', queued: 'Sending', sent: 'Waiting', issued: 'Waiting', delivery_failed: 'Not delivered' },
      ...{ accepted: 'Accepted', declined: 'Declined', revoked: 'Revoked', expired: 'Expired' },
    },
    mail: {
      ...{ queued: 'Waiting', sending: 'Being sent', sent: 'Delivered', deferred: 'Retrying', failed: 'Failed', bounced: 'Came back' },
      ...{ uncertain: 'Uncertain', cancelled: 'Not sent', byYou: 'Sent by you' },
    },
    admin: { granted: 'Granted', removed: 'Removed' },
  },
};
