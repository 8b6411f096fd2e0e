import { inject } from '@angular/core';
import { listIncentiveInvitations } from '@tandem/incentives-contract';
import { ApiClient, Words } from '@tandem/platform-admin';
import type { FoundRecord, RecordSearch } from '@tandem/platform-admin';

const FEW = 5;

/** Incentives of all partners, by organisation, domain or MPN ID. */
function incentives(): (text: string) => Promise<readonly FoundRecord[]> {
  const [api, words] = [inject(ApiClient), inject(Words)];
  return async (search) => {
    const { items } = await api.call(listIncentiveInvitations, { query: { search, size: FEW } });
    return items.map(({ id, organisation, program }) => ({ id, name: organisation.name, detail: words.t(`incentives.programs.${program}`), path: `/incentive-invitations?q=${encodeURIComponent(search)}&open=${id}` }));
  };
}

/** The incentives that the palette finds. */
export const incentivesSearches: readonly RecordSearch[] = [{ label: 'incentives.title', icon: 'badge-percent', action: 'incentive.operate', make: incentives }];
