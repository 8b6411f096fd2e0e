import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { BulkActView } from '@tandem/platform-contract';
import type { Actor } from '../auth/actor';
import { Announcer } from '../events/announcer';
import { subjectKey } from '../events/outbox';
import { JobHandler } from '../jobs/handlers';
import { Jobs } from '../jobs/jobs';
import { workBulkAct } from './bulk-act.jobs';
import { BULK_RETRYABLE_STATES } from './dead-letters';
import { MoveDeliveries } from './move-deliveries';
import { MoveJobs } from './move-jobs';

/** Records of one run: progress is told after each. */
const BATCH = 250;

interface Act {
  readonly of: BulkActView['of'];
  readonly act: BulkActView['act'];
  readonly note: string | null;
  readonly actor: Actor;
}

/** Works through a bulk act. Records, their outcomes, the next run and this job's outcome commit together, so each has its turn once. */
@Injectable()
export class WorkBulkActJob extends JobHandler<typeof workBulkAct> {
  readonly job = workBulkAct;

  constructor(
    private readonly em: EntityManager,
    private readonly deliveries: MoveDeliveries,
    private readonly work: MoveJobs,
    private readonly jobs: Jobs,
    private readonly announcer: Announcer,
  ) {
    super();
  }

  async handle({ bulkActId: id }: { bulkActId: string }): Promise<void> {
    const [act] = await this.em.execute<Act[]>('select of, act, note, actor from bulk_act where id = ? and finished_at is null for update', [id]);
    if (!act) return;
    const rows = await this.em.execute<{ record_id: string }[]>('select record_id from bulk_act_row where act_id = ? and outcome is null order by place limit ?', [id, BATCH + 1]);
    const ids = rows.slice(0, BATCH).map(({ record_id }) => record_id);
    const outcomes = await this.outcomes(act, ids);
    await this.em.execute(
      `update bulk_act_row r set outcome = given.outcome from jsonb_to_recordset(?::jsonb) as given(id uuid, outcome text)
       where r.act_id = ? and r.record_id = given.id and r.outcome is null`,
      [JSON.stringify(ids.map((one) => ({ id: one, outcome: outcomes.get(one) }))), id],
    );
    const subject = { type: 'bulk_act', id };
    const { organisationId } = act.actor;
    if (rows.length > BATCH) this.jobs.add(workBulkAct, { bulkActId: id }, { subject, organisationId });
    else await this.em.execute('update bulk_act set finished_at = now() where id = ?', [id]);
    const transaction = this.em.getTransactionContext<object>();
    if (transaction) this.announcer.expect(transaction, { jobs: false, changes: [{ type: 'platform.bulk-act-progressed', subjects: [subjectKey(subject)], visibleTo: [organisationId] }] });
  }

  /** What became of each record: `done`, or the reason why it stays as it is. */
  private async outcomes({ of, act, note, actor }: Act, ids: readonly string[]): Promise<Map<string, string>> {
    if (of === 'job') {
      const moved = act === 'retry' ? await this.work.retry(actor, ids) : await this.work.dismiss(actor, ids, note ?? '');
      return outcomesOf(ids, moved, 'JOB_NOT_FAILED');
    }
    if (act === 'dismiss') return outcomesOf(ids, await this.deliveries.dismiss(actor, ids, note ?? ''), 'DELIVERY_NOT_DEAD');
    const moved = await this.deliveries.retry(actor, ids, BULK_RETRYABLE_STATES);
    const suppressed = await this.deliveries.suppressed(ids);
    return new Map([...outcomesOf(ids, moved, 'DELIVERY_NOT_OPEN'), ...suppressed.filter((id) => !moved.includes(id)).map((id) => [id, 'ADDRESS_SUPPRESSED'] as const)]);
  }
}

const outcomesOf = (ids: readonly string[], moved: readonly string[], otherwise: string): Map<string, string> => {
  const done = new Set(moved);
  return new Map(ids.map((id) => [id, done.has(id) ? 'done' : otherwise]));
};
