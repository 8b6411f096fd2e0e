import { isUuid } from '@tandem/platform-kernel';
import type { Actor } from '../auth/actor';
import { array } from '../jobs/job-rows';

/** Which deliveries; `id` alone finds one. */
export interface DeliveryFilter {
  readonly id?: string | undefined;
  readonly ids?: readonly string[] | undefined;
  readonly search?: string | undefined;
  readonly subject?: string | undefined;
  readonly state?: readonly string[] | undefined;
  readonly reason?: readonly string[] | undefined;
  readonly template?: readonly string[] | undefined;
  readonly organisation?: string | undefined;
  readonly window?: Window | undefined;
  readonly dismissed?: 'no' | 'yes' | undefined;
}

export type Window = 'hour' | 'day' | 'week';

/** Operators watch over everyone's mail, everybody else over their own organisation's. */
export const watchedOrganisation = (actor: Actor): string | null => (actor.programs.includes('operator') ? null : actor.organisationId);

/** A Postgres array literal of any texts. */
export const textArray = (values: readonly string[]): string => `{${JSON.stringify(values).slice(1, -1)}}`;

/** Conditions on `delivery d` and their parameters. Those that nobody asked for are not in the statement, so that an index serves those that are. */
export function deliveryConditions(actor: Actor, filter: DeliveryFilter): { readonly sql: string; readonly params: readonly unknown[] } {
  const parts: string[] = [];
  const params: unknown[] = [];
  const add = (sql: string, ...values: readonly unknown[]): void => {
    parts.push(sql);
    params.push(...values);
  };
  const several = (column: string, values: readonly string[] | undefined): void => {
    if (values && values.length > 0) add(`d.${column} = any(?::text[])`, textArray(values));
  };
  const own = watchedOrganisation(actor);
  if (own) add('d.organisation_id = ?', own);
  if (filter.organisation) add('d.organisation_id = ?', filter.organisation);
  if (filter.id) add('d.id = ?', filter.id);
  if (filter.ids) add('d.id = any(?::uuid[])', array(filter.ids));
  if (filter.subject) add('d.subject_id = ?', filter.subject);
  several('state', filter.state);
  several('reason', filter.reason);
  several('template', filter.template);
  if (filter.window) add(`d.changed_at >= business_now() - interval '1 ${filter.window}'`);
  if (filter.dismissed === 'no') add('d.dismissal is null');
  if (filter.dismissed === 'yes') add('d.dismissal is not null');
  if (filter.search) search(filter.search, add);
  return { sql: parts.map((part) => `(${part})`).join(' and ') || 'true', params };
}

const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** What somebody typed: an id, a Message-ID, an address from its beginning, or a domain from its beginning. Each has an index. */
function search(typed: string, add: (sql: string, ...values: readonly unknown[]) => void): void {
  const term = typed.toLowerCase();
  if (isUuid(term)) return add('d.id = ? or d.subject_id = ? or d.job_id = ?', term, term, term);
  if (term.startsWith('<')) return add('d.message_id = ?', typed);
  const address = 'lower(d.recipient) like ?';
  const domain = `lower(split_part(d.recipient, '@', 2)) like ?`;
  if (term.startsWith('@')) return add(domain, `${literally(term.slice(1))}%`);
  if (term.includes('@')) return add(address, `${literally(term)}%`);
  add(`${address} or ${domain}`, `${literally(term)}%`, `${literally(term)}%`);
}
