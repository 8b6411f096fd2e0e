import type { EntityManager } from '@mikro-orm/postgresql';
import type { AnswerOf, listReasons } from '@tandem/platform-contract';
import type { Actor } from '../auth/actor';
import { deliverySentence } from '../mail/smtp-reply';
import { BULK_RETRYABLE_STATES, DISMISSABLE_STATES, sqlList } from './dead-letters';
import { deliveryConditions } from './delivery-filter';
import type { DeliveryFilter } from './delivery-filter';

/** Mails in trouble are counted up to here. */
const MOST = 50_000;

interface Row {
  readonly reason: string | null;
  readonly state: 'failed' | 'bounced' | 'deferred' | 'uncertain';
  readonly count: number;
  readonly retryable: number;
}

/** Mails in trouble of a filter, grouped by why; and how many a bulk act with the same filter would take. */
export async function findReasons(em: EntityManager, actor: Actor, filter: DeliveryFilter): Promise<AnswerOf<typeof listReasons>> {
  const { sql, params } = deliveryConditions(actor, filter);
  const rows: Row[] = await em.execute(
    `with trouble as (
       select d.state, d.reason, d.recipient, d.dismissal from seen_delivery d
       where d.state in ('failed', 'bounced', 'deferred', 'uncertain') and ${sql} limit ${MOST + 1}
     )
     select t.state, t.reason, count(*)::int as count,
       count(*) filter (where t.state in ${sqlList(BULK_RETRYABLE_STATES)} and t.dismissal is null and s.address is null)::int as retryable
     from trouble t left join suppressed_address s on s.address = lower(t.recipient)
     where t.dismissal is null or ?::boolean group by t.state, t.reason order by count desc, t.reason`,
    [...params, filter.dismissed === 'yes'],
  );
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  const dismissable: readonly string[] = DISMISSABLE_STATES;
  return {
    items: rows.map(({ reason, state, count }) => {
      const explanation = reason === null ? undefined : deliverySentence(reason, actor.locale);
      return { ...(reason === null ? {} : { reason }), ...(explanation === undefined ? {} : { explanation }), state, count };
    }),
    retryable: rows.reduce((sum, row) => sum + row.retryable, 0),
    dismissable: filter.dismissed === 'yes' ? 0 : rows.filter(({ state }) => dismissable.includes(state)).reduce((sum, { count }) => sum + count, 0),
    capped: total > MOST,
  };
}
