// F16: SIGSTOP for a worker with mails on their way, for twice the time after which it counts as dead; then SIGCONT.
import { arrived, eventually } from './fault.ts';
import type { Fault, Stage } from './fault.ts';

/** Long enough that another worker has taken over, and has had the time to send again what it should not. */
export const pauseMs = ({ subject }: Pick<Stage, 'subject'>): number => 2 * subject.leaseMs + 2_000;

export const pauseWorker: Fault = {
  on: 'any',
  async strike(stage) {
    const { subject, sink, note } = stage;
    await arrived(stage, 30);
    sink.hold();
    const before = sink.accepted.length;
    // Both workers have handed over all they can at once, and wait for receipts.
    await eventually('Mails without a receipt', () => sink.accepted.length >= before + subject.concurrency + 1);
    const paused = subject.pauseWorker(0, pauseMs(stage));
    note(`SIGSTOP a worker after ${sink.accepted.length} mails, ${pauseMs(stage) / 1000} s long`);
    sink.release();
    await paused;
    note('SIGCONT');
  },
  allowed: (concurrency) => ({ uncertain: concurrency }),
};
