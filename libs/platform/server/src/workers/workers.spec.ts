import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { EntityManager } from '@mikro-orm/postgresql';
import type { INestApplicationContext } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { newId } from '@tandem/platform-kernel';
import { testDatabase, testRedis, until } from '@tandem/platform-testing';
import type { TestDatabase } from '@tandem/platform-testing';
import * as z from 'zod';
import { defineJob, defineSchedule } from '../jobs/definition';
import { JobHandler, ScheduleHandler } from '../jobs/handlers';
import { Jobs } from '../jobs/jobs';
import { startWorker } from '../jobs/spec-parts/worker';
import { platformDatabase } from '../orm/platform-database';
import { VERSION } from './version';
import { findQueues, findSchedules, findWorkers, readWatch } from './work-state';

const rest = defineJob({ name: 'spec.rest', queue: 'notification', kind: 'transactional', payload: z.object({ ms: z.int() }) });
const sweep = defineSchedule({ name: 'spec.sweep', queue: 'notification', everyMs: 500 });
const broken = defineSchedule({ name: 'spec.broken', queue: 'notification', everyMs: 500 });

@Injectable()
class Rest extends JobHandler<typeof rest> {
  readonly job = rest;
  async handle({ ms }: { ms: number }): Promise<void> {
    await wait(ms);
  }
}
@Injectable()
class Sweep extends ScheduleHandler {
  readonly schedule = sweep;
  run = (): Promise<void> => Promise.resolve();
}
@Injectable()
class Broken extends ScheduleHandler {
  readonly schedule = broken;
  run = (): Promise<void> => Promise.reject(new Error('no such table'));
}

describe('workers', () => {
  let database: TestDatabase;
  const start = (): Promise<INestApplicationContext> => {
    const { url, prefix } = testRedis();
    return startWorker({ databaseUrl: database.ownerUrl, redisUrl: `${url}?prefix=${prefix}`, definitions: [rest], schedules: [sweep, broken], handlers: [Rest, Sweep, Broken] });
  };
  const sql = (statement: string, parameters: unknown[] = []) => database.em().execute(statement, parameters);

  beforeEach(async () => void (database = await testDatabase(platformDatabase)));
  afterEach(async () => database.close());

  it('know the version of their build', () => {
    expect(VERSION).toBe((JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version);
  });

  it('say that they live and what they work on, and are gone when they stop in order', async () => {
    const worker = await start();
    expect(await findWorkers(database.em())).toMatchObject([{ host: hostname(), pid: process.pid, version: VERSION, state: 'idle', work: [] }]);
    const id = await worker.get(EntityManager).transactional(async () => worker.get(Jobs).add(rest, { ms: 5_000 }));
    const busy = await until(async () => (await findWorkers(database.em())).find(({ state }) => state === 'busy'));
    expect([busy.busy, busy.work.map((one) => [one.id, one.name])]).toEqual([1, [[id, 'spec.rest']]]);
    await worker.close();
    expect(await findWorkers(database.em())).toEqual([]);
  });

  it('count as lost when they are not heard of, and are forgotten later', async () => {
    const worker = await start();
    const beat = (ago: string) => sql(`insert into worker (id, host, pid, version, concurrency, started_at, seen_at) values (?, 'h', 1, '0', 1, now(), now() - ?::interval)`, [newId(), ago]);
    await beat('16 seconds');
    await beat('11 minutes');
    expect((await findWorkers(database.em())).map(({ state }) => state)).toEqual(expect.arrayContaining(['idle', 'lost']));
    await until(async () => (await findWorkers(database.em())).length === 2);
    expect((await readWatch(database.em())).workers).toBe(1);
    await worker.close();
  });

  it('come back after the table was emptied', async () => {
    const worker = await start();
    await sql('delete from worker');
    await sql('delete from schedule');
    await until(async () => (await findWorkers(database.em())).length === 1 && (await findSchedules(database.em())).length === 2);
    await worker.close();
  });

  it('write down when schedules ran and how that ended', async () => {
    const worker = await start();
    const [failed, fine] = await until(async () => {
      const all = await findSchedules(database.em());
      return all.every(({ lastRunAt }) => lastRunAt) && all.length === 2 && all;
    });
    expect([failed, fine]).toMatchObject([
      { name: 'spec.broken', result: 'failed', error: 'Error: no such table', everyMs: 500, overdue: false },
      { name: 'spec.sweep', result: 'done', queue: 'notification' },
    ]);
    await worker.close();
    await sql(`update schedule set last_run_at = now() - interval '1 minute'`);
    expect((await findSchedules(database.em())).map(({ overdue }) => overdue)).toEqual([true, true]);
  });

  it('leave a queue behind that shows how long the oldest due job has waited, but not what is set for later', async () => {
    const add = (queue: string, state: string, runAt: string, created: string) =>
      sql(
        `insert into job (id, name, queue, kind, payload, run_at, max_attempts, organisation_id, state, created_at, not_before)
         values (?, 'spec.rest', ?, 'transactional', '{}', now() + ?::interval, 8, ?, ?, now() - ?::interval, now() - ?::interval)`,
        [newId(), queue, runAt, newId(), state, created, created],
      );
    await add('notification', 'pending', '-90 seconds', '90 seconds');
    await add('notification', 'pending', '3 days', '2 days');
    await add('notification', 'failed', '0', '1 day');
    expect(await findQueues(database.em())).toMatchObject([{ queue: 'notification', due: 1, later: 1, running: 0, failed: 1 }]);
    const watch = await readWatch(database.em());
    expect([watch.state, watch.workers, watch.dead]).toEqual(['stopped', 0, { deliveries: 0, jobs: 1 }]);
    expect(watch.oldestSeconds).toBeGreaterThanOrEqual(90);
    await sql(`insert into worker (id, host, pid, version, concurrency, started_at) values (?, 'h', 1, '0', 1, now())`, [newId()]);
    expect((await readWatch(database.em())).state).toBe('late');
    await sql(`delete from job where state = 'pending' and run_at < now()`);
    expect(await readWatch(database.em())).toMatchObject({ state: 'working', workers: 1 });
  });
});
