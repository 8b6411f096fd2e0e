// F10: Postgres restarted under load: politely, at once, politely again. No order is accepted without its commit.
import { arrived } from './fault.ts';
import type { Fault } from './fault.ts';

const RESTARTS = ['fast', 'immediate', 'fast'] as const;

export const postgresRestart: Fault = {
  on: 'product',
  async strike(stage) {
    for (const [turn, how] of RESTARTS.entries()) {
      await arrived(stage, 30 + 50 * turn);
      stage.note(`Postgres restarts (${how}) after ${stage.sink.accepted.length} mails`);
      await stage.subject.restartPostgres(how);
    }
  },
  // A claim whose answer was cut off, or an outcome that could not be noted in time, on both workers.
  allowed: (concurrency) => ({ uncertain: RESTARTS.length * 2 * concurrency }),
};
