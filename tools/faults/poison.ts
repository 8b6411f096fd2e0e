// F21: a job that takes its worker down every time, among good mails: it ends failed after its attempts, counted as claims.
import { randomUUID } from 'node:crypto';
import { arrived, eventually } from './fault.ts';
import type { Fault } from './fault.ts';

const ATTEMPTS = 3;

export const poison: Fault = {
  on: 'product',
  orders: { forMs: 60_000 },
  async strike(stage) {
    const { subject, note } = stage;
    const id = randomUUID();
    const job = async (): Promise<{ state: string; attempts: number; reason: string | null }> => {
      const [row] = await subject.ask<{ state: string; attempts: number; reason: string | null }>('select state, attempts, reason from job where id = $1', [id]);
      return row ?? { state: 'missing', attempts: 0, reason: null };
    };
    await arrived(stage, 30);
    const restarts = (): number => subject.stack.workers.reduce((sum, worker) => sum + worker.restarts, 0);
    const before = restarts();
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const struck = subject.strikeAt('after_claim', `kill@1 worker ${id}`);
      if (attempt === 1) {
        await subject.ask(
          `insert into job (id, name, queue, kind, payload, run_at, max_attempts, organisation_id)
           values ($1, 'platform.settle-delivery', 'notification', 'transactional', jsonb_build_object('deliveryId', gen_random_uuid(), 'outcome', 'sent'), business_now(), $2, gen_random_uuid())`,
          [id, ATTEMPTS],
        );
      } else await subject.ask('update job set not_before = now() where id = $1', [id]);
      await struck;
      note(`the poison took a worker down (claim ${attempt}) after ${stage.sink.accepted.length} mails`);
      await eventually('The claim is taken back', async () => (await job()).state !== 'running', 2 * subject.leaseMs);
    }
    const { state, attempts, reason } = await job();
    const crashes = restarts() - before;
    return [
      { says: `F21: it ends failed after ${ATTEMPTS} claims: ${state} ${attempts} ${reason}`, holds: state === 'failed' && attempts === ATTEMPTS && reason === 'WORKER_LOST' },
      { says: `F21: workers went down no more often than that: ${crashes}`, holds: crashes <= ATTEMPTS },
    ];
  },
  allowed: (concurrency) => ({ uncertain: ATTEMPTS * concurrency }),
};
