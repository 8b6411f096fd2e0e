import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { bulkActBegun } from '@tandem/platform-contract';
import type { BulkActView } from '@tandem/platform-contract';
import { newId } from '@tandem/platform-kernel';
import type { Actor } from '../auth/actor';
import { Events } from '../events/events';
import { Jobs } from '../jobs/jobs';
import { workBulkAct } from './bulk-act.jobs';
import { readBulkAct } from './bulk-act.view';
import { BULK_RETRYABLE_STATES, DISMISSABLE_STATES } from './dead-letters';
import { deliveryConditions } from './delivery-filter';
import type { DeliveryFilter } from './delivery-filter';
import { jobConditions } from './list-jobs';
import type { JobFilter } from './list-jobs';

/** Records of one act. */
const MOST = 50_000;
const NOT_SUPPRESSED = ' and not exists (select from suppressed_address where address = lower(d.recipient))';

interface Picked {
  readonly from: string;
  readonly params: readonly unknown[];
}

/** Begins to retry or dismiss many records at once: writes down which, each once, and orders the work. */
@Injectable()
export class BeginBulkAct {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Events) private readonly events: Events,
    @Inject(Jobs) private readonly jobs: Jobs,
  ) {}

  /** Mails that the caller watches over. What is named by id is taken as it is, so that each says why not; a filter takes only what can succeed (EML-16). */
  deliveries(actor: Actor, act: BulkActView['act'], filter: DeliveryFilter, note?: string): Promise<BulkActView> {
    const possible: readonly string[] = act === 'retry' ? BULK_RETRYABLE_STATES : DISMISSABLE_STATES;
    const state = filter.ids ? filter.state : possible.filter((one) => !filter.state?.length || filter.state.includes(one));
    const { sql, params } = deliveryConditions(actor, { dismissed: filter.ids ? undefined : 'no', ...filter, state });
    const nothing = state?.length === 0 && !filter.ids ? ' and false' : '';
    const writable = act === 'retry' && !filter.ids ? NOT_SUPPRESSED : '';
    return this.begin(actor, { of: 'delivery', act, note }, { from: `seen_delivery d where ${sql}${writable}${nothing}`, params });
  }

  /** Failed jobs, for operators. */
  async work(actor: Actor, act: BulkActView['act'], filter: JobFilter, note?: string): Promise<BulkActView> {
    const { sql, params } = jobConditions(filter.ids ? filter : { ...filter, state: ['failed'] });
    return this.begin(actor, { of: 'job', act, note }, { from: `job where ${sql}`, params });
  }

  private async begin(actor: Actor, { of, act, note }: { of: BulkActView['of']; act: BulkActView['act']; note?: string | undefined }, picked: Picked): Promise<BulkActView> {
    const id = newId();
    const { email: _, ...who } = actor;
    await this.em.execute(`delete from bulk_act where finished_at < now() - interval '30 days'`);
    await this.em.execute('insert into bulk_act (id, of, act, note, actor, organisation_id, matched) values (?, ?, ?, ?, ?::jsonb, ?, 0)', [id, of, act, note ?? null, JSON.stringify(who), actor.organisationId]);
    // A record that waits for its turn in another act stays there.
    const [matched] = await this.em.execute<{ count: number }[]>(
      `with picked as (select id from ${picked.from} order by id limit ${MOST}),
       taken as (
         insert into bulk_act_row (act_id, place, record_id) select ?, row_number() over (order by id), id from picked on conflict do nothing returning 1
       )
       select count(*)::int as count from taken`,
      [...picked.params, id],
    );
    const count = matched?.count ?? 0;
    await this.em.execute('update bulk_act set matched = ?, finished_at = case when ? = 0 then now() end where id = ?', [count, count, id]);
    this.events.add(bulkActBegun, { actor, organisations: [], subjects: [{ type: 'bulk_act', id }], data: { bulkActId: id, of, act, matched: count, ...(note ? { note } : {}) } });
    if (count > 0) this.jobs.add(workBulkAct, { bulkActId: id }, { subject: { type: 'bulk_act', id }, organisationId: actor.organisationId });
    return readBulkAct(this.em, actor, id);
  }
}
