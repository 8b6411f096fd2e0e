// F1: kill -9 for a worker, before the text of a mail, after it, after its receipt, and before the outcome is noted.
import { arrived } from './fault.ts';
import type { Fault } from './fault.ts';
import { PHASES } from './subject.ts';

export const killWorker: Fault = {
  on: 'any',
  async strike(stage) {
    for (const [turn, phase] of PHASES.entries()) {
      await arrived(stage, 25 + 35 * turn);
      await stage.subject.killWorker(phase);
      stage.note(`kill -9 a worker (${phase}) after ${stage.sink.accepted.length} mails`);
    }
  },
  allowed: (concurrency) => ({ uncertain: PHASES.length * concurrency }),
};
