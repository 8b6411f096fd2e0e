import type { CallOf, DeliveryView, listDeliveries } from '@tandem/platform-contract';
import type { ListState } from '../list/list-url';

type State = DeliveryView['state'];
export type DeliveryQuestion = NonNullable<CallOf<typeof listDeliveries>['query']>;

/** What a view of the deliveries asks for; dead letters are shown until somebody handles them, whatever their age. */
const VIEWS: Readonly<Record<string, Pick<DeliveryQuestion, 'state' | 'dismissed'>>> = {
  all: {},
  failed: { state: ['failed'], dismissed: 'no' },
  bounced: { state: ['bounced'], dismissed: 'no' },
  uncertain: { state: ['uncertain'] },
  moving: { state: ['queued', 'sending', 'deferred'] },
  sent: { state: ['sent'] },
  dismissed: { dismissed: 'yes' },
};
export const DELIVERY_VIEWS = Object.keys(VIEWS);
const STATES: readonly State[] = ['queued', 'sending', 'sent', 'deferred', 'failed', 'bounced', 'uncertain', 'cancelled'];
const WINDOWS = ['hour', 'day', 'week'] as const;

/** What is asked of the API for the list's address: the view, and within it the filters. */
export function deliveryQuestion({ view, search, filters }: ListState): DeliveryQuestion {
  const chosen = STATES.filter((state) => filters['state']?.includes(state));
  const asked = VIEWS[view] ?? {};
  const window = WINDOWS.find((one) => one === filters['window']?.[0]);
  return {
    ...asked,
    ...(chosen.length > 0 && !asked.state ? { state: chosen } : {}),
    ...(search ? { search } : {}),
    ...(filters['reason']?.length ? { reason: [...filters['reason']] } : {}),
    ...(filters['template']?.length ? { template: [...filters['template']] } : {}),
    ...(filters['organisation']?.[0] ? { organisation: filters['organisation'][0] } : {}),
    ...(window ? { window } : {}),
  };
}
