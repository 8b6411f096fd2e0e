import { inject } from '@angular/core';
import { listDeliveries } from '@tandem/platform-contract';
import { ApiClient } from '../api/api-client';
import { Words } from '../i18n/words';
import type { FoundRecord, RecordSearch } from '../shell/palette-entry';
import type { Session } from '../session/session';
import { lookOfDelivery } from './looks';

const FEW = 5;

/** Who has mails: everybody but customers, who send nothing. */
export const sendsMails = (session: Session): boolean => session.holds('operator') || session.holds('indirect_provider') || session.holds('indirect_reseller');

/** Mails by the beginning of an address or a domain, by Message-ID, or by the id of the mail or its record. */
function deliveries(): (text: string) => Promise<readonly FoundRecord[]> {
  const [api, words] = [inject(ApiClient), inject(Words)];
  return async (search) => {
    const { items } = await api.call(listDeliveries, { query: { search, size: FEW } });
    return items.map((row) => ({
      id: row.id,
      name: row.recipient,
      detail: words.t(lookOfDelivery(row.state).word),
      path: `/deliveries?q=${encodeURIComponent(search)}&open=${row.id}`,
    }));
  };
}

/** The records of the monitor that the palette finds. */
export const watchingSearches: readonly RecordSearch[] = [{ label: 'deliveries.title', icon: 'mail', action: 'delivery.read', when: sendsMails, make: deliveries }];
