// F16: SIGSTOP for a worker with mails on their way, for twice the time after which it counts as dead; then SIGCONT.
import { setTimeout as wait } from 'node:timers/promises';
import { arrived, eventually } from './fault.ts';
import type { Fault, Stage } from './fault.ts';

/** Until then each mail on its way has come to its receipt. */
const HELD_MS = 1_000;

/** Long enough that another worker has taken over, and has had the time to send again what it should not. */
export const pauseMs = ({ subject }: Pick<Stage, 'subject'>): number => 2 * subject.leaseMs + 2_000;

export const pauseWorker: Fault = {
  on: 'any',
  async strike(stage) {
    const { subject, sink, note } = stage;
    await arrived(stage, 30);
    sink.hold();
    // Jobs wait, because both workers have handed over all they can at once and wait for receipts.
    await eventually('Jobs behind those without a receipt', async () => (await subject.waiting()) > 0);
    await wait(HELD_MS);
    const paused = subject.pauseWorker(0, pauseMs(stage));
    note(`SIGSTOP a worker after ${sink.accepted.length} mails, ${pauseMs(stage) / 1000} s long`);
    sink.release();
    await paused;
    note('SIGCONT');
  },
  allowed: (concurrency) => ({ uncertain: concurrency }),
};
