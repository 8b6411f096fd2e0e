// F7 and F8: Redis killed with jobs in it; back with all it had written, without the end of it, empty; orders are accepted meanwhile.
import { setTimeout as wait } from 'node:timers/promises';
import { arrived, eventually } from './fault.ts';
import type { Fault, Finding } from './fault.ts';
import { RETURNS } from './product.ts';

const BACKLOG = 30;
const AWAY_MS = 5_000;
const ORDERS_MEANWHILE = 10;

export const redisRestart: Fault = {
  on: 'product',
  orders: { count: 300 },
  async strike(stage) {
    const { subject, sink, note, ordered } = stage;
    const findings: Finding[] = [];
    for (const [turn, back] of RETURNS.entries()) {
      await arrived(stage, 20 + 60 * turn);
      sink.hold();
      await eventually(`${BACKLOG} jobs in Redis`, async () => (await subject.waiting()) >= BACKLOG);
      note(`kill -9 Redis after ${sink.accepted.length} mails, ${await subject.waiting()} jobs in it; it comes back ${back}`);
      const before = ordered();
      await subject.restartRedis(back, async () => {
        sink.release();
        for (const end = Date.now() + AWAY_MS; Date.now() < end; ) await wait(100);
      });
      const meanwhile = ordered() - before;
      note(`${meanwhile} orders were accepted without Redis`);
      if (turn === 0) findings.push({ says: `F8: orders are accepted without Redis: ${meanwhile}`, holds: meanwhile >= ORDERS_MEANWHILE });
    }
    return findings;
  },
  allowed: () => ({ uncertain: 0 }),
};
