// F6: FLUSHALL with jobs waiting in Redis: early, half-way and late.
import { arrived, eventually } from './fault.ts';
import type { Fault } from './fault.ts';

const BACKLOG = 30;

export const flushRedis: Fault = {
  on: 'any',
  async strike(stage) {
    const { subject, sink, note } = stage;
    for (const count of [1, 60, 110]) {
      await arrived(stage, count);
      // A flush of an empty queue proves nothing: mails are held back until enough jobs wait in Redis.
      sink.hold();
      await eventually(`${BACKLOG} jobs in Redis`, async () => (await subject.waiting()) >= BACKLOG);
      note(`FLUSHALL after ${sink.accepted.length} mails, ${await subject.waiting()} jobs wait in Redis`);
      await subject.flush();
      sink.release();
    }
  },
  allowed: () => ({ uncertain: 0 }),
};
