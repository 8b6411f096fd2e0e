import { Injectable } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';
import { testDatabase, testRedis, until } from '@tandem/platform-testing';
import type { TestDatabase } from '@tandem/platform-testing';
import { platformDatabase } from '../orm/platform-database';
import { defineSchedule, QUEUES } from './definition';
import { ScheduleHandler } from './handlers';
import { JobRows } from './job-rows';
import { QueueRedis } from './queue-redis';
import { Queues } from './queues';
import { Reconciler } from './reconciler';
import { startWorker } from './spec-parts/worker';

const DUE = 10_000;
const tick = defineSchedule({ name: 'spec.tick', queue: 'notification', everyMs: 100, sandboxEveryMs: 100 });
let ticks = 0;

@Injectable()
class Tick extends ScheduleHandler {
  readonly schedule = tick;
  async run(): Promise<void> {
    ticks++;
  }
}

describe('several workers at once', () => {
  let database: TestDatabase;
  beforeAll(async () => void (database = await testDatabase(platformDatabase)));
  afterAll(async () => database.close());

  it('F20: two that look for due jobs at once take each of 10,000 once, and miss none', async () => {
    await database.em().execute(
      `insert into job (id, name, queue, kind, payload, run_at, max_attempts, organisation_id)
       select gen_random_uuid(), 'spec.nobody', 'incentive-reminder', 'transactional', '{}', now(), 8, ('00000000-0000-4000-8000-' || lpad((n % 7)::text, 12, '0'))::uuid from generate_series(1, ?::int) n`,
      [DUE],
    );
    const taken: string[] = [];
    const look = async (): Promise<void> => {
      const rows = new JobRows(database.em());
      for (let dry = 0; dry < 3; ) {
        const due = await rows.takeDue(QUEUES, taken.length + 700);
        taken.push(...due.map(({ id }) => id));
        dry = due.length === 0 ? dry + 1 : 0;
      }
    };
    await Promise.all([look(), look()]);
    expect(taken.length).toBe(DUE);
    expect(new Set(taken).size).toBe(DUE);
    await database.em().execute(`delete from job where name = 'spec.nobody'`);
  });

  it('F19: schedules of three workers are one schedule, however often it is put back, and it goes on when one of them is gone', async () => {
    const { url, prefix } = testRedis();
    const boot = (): Promise<INestApplicationContext> => startWorker({ databaseUrl: database.ownerUrl, redisUrl: `${url}?prefix=${prefix}`, definitions: [], schedules: [tick], handlers: [Tick] });
    const workers = await Promise.all([boot(), boot(), boot()]);
    await workers[0].get(QueueRedis).client.del(...(await workers[0].get(QueueRedis).client.keys(`${prefix}:*`)));
    await Promise.all(workers.flatMap((worker) => Array.from({ length: 20 }, () => worker.get(Reconciler).sweep())));
    const schedulers = await workers[0].get(Queues).get('notification').getJobSchedulers();
    expect(schedulers.map(({ key }) => key)).toEqual(['spec.tick']);
    await workers[0].close();
    const before = ticks;
    await until(async () => ticks > before + 2);
    await Promise.all(workers.slice(1).map((worker) => worker.close()));
  });
});
