import { OPEN } from '@tandem/invitations-server';
import type { ResellerView } from '@tandem/partnership-contract';
import { Conditions, containing } from '@tandem/platform-server';
import { addView } from '../requests/request-views';

/** What narrows the indirect resellers page: list, export and count all read it here. */
export interface ResellerFilter {
  readonly view?: ResellerView | undefined;
  readonly q?: string | undefined;
  readonly country?: string | undefined;
}

/** The partners of a provider that a filter leaves (`p` partnership, `o` the partner's card); undefined when the view shows none. */
export function partnersWhere(organisationId: string, { view = 'all', q, country }: ResellerFilter): Conditions | undefined {
  if (view !== 'all' && view !== 'partners') return undefined;
  const where = new Conditions().add('p.provider_id = ?', organisationId).add(`p.state = 'active'`);
  if (q) where.add('o.name ilike ? or o.mpn_id like ?', containing(q), containing(q));
  if (country !== undefined) where.add('o.country = ?', country);
  return where;
}

/** The open requests that a filter leaves (`i` invitation, `d` its delivery), whosever they are; undefined when it shows none: a request has no country before it is answered. */
export function requestsWhere({ view = 'all', q, country }: ResellerFilter, now: Date): Conditions | undefined {
  if (view === 'partners' || country !== undefined) return undefined;
  const where = new Conditions().add(OPEN);
  if (view !== 'all') addView(where, view, now);
  if (q) where.add('i.email ilike ?', containing(q));
  return where;
}
