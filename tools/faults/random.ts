// F25: all faults mixed, in the order and at the times that a seed decides.
import { setTimeout as wait } from 'node:timers/promises';
import type { Fault, Stage } from './fault.ts';
import { pauseMs } from './pause-worker.ts';
import { plan, WORKERS } from './plan.ts';
import type { Strike } from './plan.ts';
import type { Tandem } from './product.ts';
import { RemindedPartners } from './reminded-partners.ts';

const RECEIPT_MS = 50;
const BULK = 5;
const RESCHEDULE_MS = 50;
/** What is made last must be due before the run ends. */
const LAST_MS = 15_000;

const tell = ({ atMs, ...strike }: Strike): string => `${(atMs / 1000).toFixed(1)} s: ${Object.values(strike).join(' ')}`;

async function strikeOnce(strike: Strike, { subject, sink }: Stage<Tandem>, partners: RemindedPartners): Promise<void> {
  switch (strike.kind) {
    case 'kill-worker':
      return subject.killWorker(strike.phase);
    case 'api-after-commit':
      return subject.killApiAfterCommit();
    case 'relay-after-add':
      return subject.strikeAt(strike.point, 'kill@2 worker');
    case 'flush-redis':
      return subject.flush();
    case 'redis-restart':
      return subject.restartRedis(strike.back);
    case 'postgres-restart':
      return subject.restartPostgres(strike.how);
    case 'refusals':
      return sink.refuse(strike.count);
    case 'pause-worker':
      return subject.pauseWorker(strike.worker, pauseMs({ subject }));
    case 'api-restart':
      return void (await subject.renew('api'));
    case 'clock-jump':
      return partners.jump(strike.days);
    case 'reschedule':
      for (let time = 0; time < strike.times; time++) await Promise.all([subject.reschedule(), wait(RESCHEDULE_MS)]);
  }
}

/** How many deliveries a strike may leave uncertain, in workers that were sending. */
function workersHit({ kind }: Strike): number {
  if (kind === 'postgres-restart') return WORKERS;
  return kind === 'kill-worker' || kind === 'relay-after-add' || kind === 'pause-worker' ? 1 : 0;
}

/** A run of so many minutes. */
export function random(seed: number, minutes: number): Fault {
  const forMs = minutes * 60_000;
  const strikes = plan(seed, forMs);
  let partners: RemindedPartners | undefined;
  return {
    on: 'product',
    seed,
    workers: WORKERS,
    orders: { forMs },
    bulk: BULK,
    receiptMs: RECEIPT_MS,
    async strike(stage) {
      stage.note(`Seed ${seed}: ${strikes.length} strikes in ${minutes} minutes`);
      const began = Date.now();
      const reminded = (partners = new RemindedPartners(stage.subject, seed));
      const making = reminded.makeUntil(began + forMs - LAST_MS);
      const pauses: Promise<void>[] = [];
      for (const strike of strikes) {
        await wait(Math.max(0, began + strike.atMs - Date.now()));
        stage.note(`${tell(strike)}; ${stage.ordered()} orders accepted, ${stage.sink.accepted.length} mails arrived`);
        const struck = strikeOnce(strike, stage, reminded);
        // A pause takes longer than the way to the next strike.
        if (strike.kind === 'pause-worker') pauses.push(struck);
        else await struck;
      }
      await Promise.all([...pauses, making]);
    },
    due: () => partners?.due() ?? Promise.resolve(new Map()),
    // Requests that nobody answered are reminded of, too, when the clock jumps.
    aside: async ({ subject }) => new Set((await subject.ask<{ id: string }>(`select id from delivery where template = 'partnership_request_reminder'`)).map(({ id }) => id)),
    inspect: ({ sink }) => partners?.inspect(sink.accepted) ?? Promise.resolve([]),
    allowed: (concurrency) => ({ uncertain: concurrency * strikes.reduce((sum, strike) => sum + workersHit(strike), 0) }),
  };
}
