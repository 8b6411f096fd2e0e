// F5: kill -9 for the worker whose relay has taken jobs: before it hands them to Redis, and right after.
import { arrived } from './fault.ts';
import type { Fault } from './fault.ts';

const POINTS = ['after_addbulk', 'before_addbulk', 'after_addbulk', 'before_addbulk'] as const;

export const relayAfterAdd: Fault = {
  on: 'product',
  // A relay passes by only as long as orders come.
  orders: { count: 400 },
  async strike(stage) {
    for (const [turn, point] of POINTS.entries()) {
      await arrived(stage, 10 + 20 * turn);
      await stage.subject.strikeAt(point, 'kill@2 worker');
      stage.note(`kill -9 a relay (${point}) after ${stage.sink.accepted.length} mails`);
    }
  },
  // The worker that dies is sending, too.
  allowed: (concurrency) => ({ uncertain: POINTS.length * concurrency }),
};
