import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';
import type { DiscoveryService } from '@nestjs/core';
import { newId } from '@tandem/platform-kernel';
import { mailSink, testDatabase, testRedis, until } from '@tandem/platform-testing';
import type { TestDatabase } from '@tandem/platform-testing';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import * as z from 'zod';
import { Config } from '../config/config';
import type { ConfigValues } from '../config/config';
import { Signals } from '../events/signals';
import { Deliveries } from '../mail/deliveries';
import type { Mail } from '../mail/mail';
import { platformDatabase } from '../orm/platform-database';
import { defineJob } from './definition';
import type { JobDefinition } from './definition';
import { DeliveryHandler, JobHandler } from './handlers';
import { HandlerRegistry, Schedules } from './handler-registry';
import { JobDefinitions } from './job-definitions';
import { Jobs } from './jobs';
import { QueueRedis } from './queue-redis';
import { startWorker } from './spec-parts/worker';

const rest = defineJob({ name: 'spec.rest', queue: 'notification', kind: 'transactional', payload: z.object({ ms: z.int() }) });
const greet = defineJob({ name: 'spec.greet', queue: 'invitation-email', kind: 'delivery' });

@Injectable()
class Rest extends JobHandler<typeof rest> {
  readonly job = rest;
  async handle({ ms }: { ms: number }): Promise<void> {
    await wait(ms);
  }
}
@Injectable()
class RestAgain extends Rest {}
@Injectable()
class Greet extends DeliveryHandler {
  readonly job = greet;
  async compose(): Promise<Mail> {
    await wait(300);
    return { subject: 'Hello', html: '<p>Hello</p>', text: 'Hello', from: { name: 'Nordwind' } };
  }
}

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });

describe('a worker', () => {
  let database: TestDatabase;
  const queue = (): string => {
    const { url, prefix } = testRedis();
    return `${url}?prefix=${prefix}`;
  };
  const addRest = (worker: INestApplicationContext, ms: number): Promise<string> =>
    worker.get(EntityManager).transactional(async () => worker.get(Jobs).add(rest, { ms }));
  const job = async (id: string) =>
    (await database.em().execute<{ state: string; lease_until: string | null }[]>('select state, lease_until from job where id = ?', [id]))[0];

  beforeAll(async () => void (database = await testDatabase(platformDatabase)));
  afterAll(async () => database.close());

  it('finds that a job has no handler, two, or one without a definition', () => {
    const collect = (definitions: readonly JobDefinition[], handlers: readonly object[]) => () =>
      new HandlerRegistry({ getProviders: () => handlers.map((instance) => ({ instance })) } as unknown as DiscoveryService, new JobDefinitions(definitions), new Schedules([])).collect();
    expect(collect([rest, greet], [new Rest(), new Greet()])).not.toThrow();
    expect(collect([rest], [])).toThrow('spec.rest has no handler');
    expect(collect([rest], [new Rest(), new RestAgain()])).toThrow('spec.rest has two handlers');
    expect(collect([], [new Rest()])).toThrow('the handler of spec.rest has no definition');
    expect(() => new JobDefinitions([rest, rest])).toThrow('Two jobs are named spec.rest');
  });

  it('F2: finishes what it has begun when it is told to stop, and leaves the rest to others', async () => {
    const sink = await mailSink();
    const setup = { databaseUrl: database.ownerUrl, redisUrl: queue(), definitions: [rest, greet], handlers: [Rest, Greet], settings: { SMTP_URL: sink.url } };
    const worker = await startWorker(setup);
    const ids = await worker.get(EntityManager).transactional(async () =>
      Array.from({ length: 25 }, (_, index) =>
        worker.get(Deliveries).add({ template: 'greet', recipient: `r${index}@b.example`, locale: 'en', subject: { type: 'spec', id: newId() }, organisationId: newId(), job: greet }),
      ),
    );
    const states = async () =>
      (await database.em().execute<{ state: string }[]>(`select state from delivery where id = any(?::uuid[]) order by state`, [`{${ids.join()}}`])).map(({ state }) => state);
    await until(async () => (await states()).includes('sending'));
    await worker.close();
    const stopped = await states();
    expect(new Set(stopped)).toEqual(new Set(['queued', 'sent']));
    expect(sink.mails).toHaveLength(stopped.filter((state) => state === 'sent').length);
    const next = await startWorker(setup);
    await until(async () => (await states()).every((state) => state === 'sent'));
    expect(sink.mails).toHaveLength(25);
    await next.close();
    await sink.close();
  });

  it('keeps its claim for as long as the work takes', async () => {
    const worker = await startWorker({ databaseUrl: database.ownerUrl, redisUrl: queue(), definitions: [rest], handlers: [Rest] });
    const id = await addRest(worker, 6_000);
    const first = await until(async () => (await job(id))?.lease_until);
    const later = await until(async () => ((await job(id))?.lease_until !== first ? (await job(id))?.lease_until : undefined));
    expect(new Date(later).getTime()).toBeGreaterThan(new Date(first).getTime() + 3_000);
    await until(async () => (await job(id))?.state === 'done');
    await worker.close();
  });

  it('F10: hears of jobs again after its line to the database was cut', async () => {
    const worker = await startWorker({ databaseUrl: database.ownerUrl, redisUrl: queue(), definitions: [rest], handlers: [Rest] });
    const owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    // The line is opened beside the start of the worker, so it may come a moment later.
    await until(async () => (await owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tandem-signals' and datname = current_database()`)).rowCount);
    const cut = await addRest(worker, 1);
    await until(async () => (await job(cut))?.state === 'done');
    await until(async () => (await owner.query(`select 1 from pg_stat_activity where application_name = 'tandem-signals' and datname = current_database()`)).rows.length > 0);
    let heard = 0;
    worker.get(Signals).on('tandem_job', (payload) => (heard += payload === undefined ? 0 : 1));
    // Its line is there again before it listens; whoever asks too soon is only not heard.
    await until(async () => {
      await addRest(worker, 1);
      return heard > 0;
    });
    await owner.end();
    await worker.close();
  });

  describe('with a Redis of its own', () => {
    let port: number;
    let server: ChildProcess;
    const start = async (): Promise<void> => {
      server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction'], { stdio: 'ignore' });
      const probe = new Redis(port, '127.0.0.1', { retryStrategy: () => 50 });
      probe.on('error', () => undefined);
      await probe.ping();
      probe.disconnect();
    };
    const kill = (): Promise<unknown> => new Promise((done) => server.once('exit', done) && server.kill('SIGKILL'));
    beforeEach(async () => {
      port = await freePort();
    });
    afterEach(async () => void (await kill()));

    it('F9: is refused when it may throw jobs away', async () => {
      const redis = new QueueRedis(new Config({ REDIS_URL: `redis://127.0.0.1:${port}` } as ConfigValues));
      await start();
      await redis.refuseEviction();
      await redis.client.config('SET', 'maxmemory-policy', 'allkeys-lru');
      await expect(redis.refuseEviction()).rejects.toThrow('queues need noeviction');
      redis.onApplicationShutdown();
    });

    it('F7: goes on when Redis comes back empty, with all that was ordered meanwhile', async () => {
      await start();
      const worker = await startWorker({ databaseUrl: database.ownerUrl, redisUrl: `redis://127.0.0.1:${port}`, definitions: [rest], handlers: [Rest] });
      const before = await addRest(worker, 1);
      await until(async () => (await job(before))?.state === 'done');
      await kill();
      const meanwhile = await Promise.all(Array.from({ length: 5 }, () => addRest(worker, 1)));
      await wait(1500);
      await start();
      for (const id of meanwhile) await until(async () => (await job(id))?.state === 'done');
      await worker.close();
    });
  });
});
