import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';
import { newId } from '@tandem/platform-kernel';
import { mailSink, testDatabase, testRedis, until } from '@tandem/platform-testing';
import type { MailSink, TestDatabase } from '@tandem/platform-testing';
import { loadConfig } from '../config/load-config';
import { defineJob } from '../jobs/definition';
import { DeliveryHandler } from '../jobs/handlers';
import { QueueRedis } from '../jobs/queue-redis';
import { startWorker } from '../jobs/spec-parts/worker';
import { platformDatabase } from '../orm/platform-database';
import { Deliveries } from './deliveries';
import type { Mail } from './mail';
import { Pace } from './pace';

const greet = defineJob({ name: 'spec.greet', queue: 'invitation-email', kind: 'delivery', attempts: 3 });

@Injectable()
class Greet extends DeliveryHandler {
  readonly job = greet;
  async compose(): Promise<Mail> {
    return { subject: 'Hello', html: '<p>Hello</p>', text: 'Hello', from: { name: 'Nordwind GmbH' } };
  }
}

describe('the pace of mails to one domain', () => {
  let database: TestDatabase;
  let sink: MailSink;
  const workers: INestApplicationContext[] = [];

  const start = async (limits: string, redis = testRedis(), settings: Record<string, string> = {}): Promise<INestApplicationContext> => {
    const worker = await startWorker({
      databaseUrl: database.ownerUrl,
      redisUrl: `${redis.url}?prefix=${redis.prefix}`,
      definitions: [greet],
      handlers: [Greet],
      settings: { SMTP_URL: sink.url, MAIL_DOMAIN_LIMITS: limits, ...settings },
    });
    workers.push(worker);
    return worker;
  };
  const order = (worker: INestApplicationContext, recipients: readonly string[]): Promise<string[]> =>
    worker.get(EntityManager).transactional(async () =>
      recipients.map((recipient) => worker.get(Deliveries).add({ template: 'greet', recipient, locale: 'en', subject: { type: 'spec', id: newId() }, organisationId: newId(), job: greet })),
    );
  interface Row { recipient: string; state: string; attempts: number; reason: string | null; job_attempts: number; wait: number }
  const rows = (domain: string): Promise<Row[]> =>
    database.em().execute(
      `select recipient, d.state, d.attempts, d.reason, j.attempts as job_attempts, extract(epoch from j.not_before - now())::int as wait
       from delivery d join job j on j.id = d.job_id where recipient like ? order by d.id`,
      [`%@${domain}`],
    );
  const arrived = (domain: string): string[] => sink.mails.flatMap(({ recipients }) => recipients).filter((address) => address.endsWith(`@${domain}`));
  const people = (domain: string, count: number): string[] => Array.from({ length: count }, (_, index) => `r${index}@${domain}`);

  beforeEach(async () => {
    database = await testDatabase(platformDatabase);
    sink = await mailSink();
  });
  afterEach(async () => {
    for (const worker of workers.splice(0)) await worker.close();
    await sink.close();
    await database.close();
  });

  it('EML-18: those above the limit of their domain wait in the database without an attempt, others are not held up', async () => {
    const redis = testRedis();
    const [worker] = await Promise.all([start('slow.example=2', redis), start('slow.example=2', redis)]);
    await order(worker as INestApplicationContext, [...people('slow.example', 5), ...people('quick.example', 20)]);
    const places = (seen: readonly Row[]): string[] => seen.map(({ state, attempts, job_attempts }) => `${state} ${attempts} ${job_attempts}`).sort();
    // Which of the five come first is open: two workers ask at once.
    const expected = ['queued 0 0', 'queued 0 0', 'queued 0 0', 'sent 1 1', 'sent 1 1'];
    await until(async () => arrived('quick.example').length === 20 && places(await rows('slow.example')).join() === expected.join());
    const seen = await rows('slow.example');
    expect(places(seen)).toEqual(expected);
    expect(seen.filter(({ state }) => state === 'queued').every(({ reason }) => reason === 'DOMAIN_LIMITED')).toBe(true);
    // Two a minute: two of them a minute after the first two, the last another minute later.
    expect(seen.filter(({ state }) => state === 'queued').map(({ wait }) => Math.round(wait / 60)).sort()).toEqual([1, 1, 2]);
    expect(arrived('slow.example')).toHaveLength(2);
  });

  it('EML-18: they go out when their turn comes, in the order of their orders, also after Redis was flushed', async () => {
    const worker = await start('slow.example=1');
    await order(worker, people('slow.example', 4));
    await until(async () => (await rows('slow.example')).filter(({ reason }) => reason === 'DOMAIN_LIMITED').length === 3);
    const { client, prefix } = worker.get(QueueRedis);
    await client.del(...(await client.keys(`${prefix}:*`)));
    for (let turn = 1; turn < 4; turn++) {
      const next = `r${turn}@slow.example`;
      await database.em().execute(`update job set not_before = now(), run_at = now() where id = (select job_id from delivery where recipient = ?)`, [next]);
      await until(async () => arrived('slow.example').includes(next));
    }
    expect(arrived('slow.example')).toEqual(people('slow.example', 4));
    await until(async () => (await rows('slow.example')).every(({ state }) => state === 'sent'));
    expect((await rows('slow.example')).map(({ state, attempts }) => [state, attempts])).toEqual(Array.from({ length: 4 }, () => ['sent', 1]));
  });

  it('EML-18: those whose turn went by while nobody could send are given a new one', async () => {
    const worker = await start('slow.example=1');
    await order(worker, people('slow.example', 3));
    await until(async () => (await rows('slow.example')).filter(({ reason }) => reason === 'DOMAIN_LIMITED').length === 2);
    await database.em().execute(`update job set not_before = now() - interval '1 hour', run_at = now() where reason = 'DOMAIN_LIMITED'`);
    await until(async () => (await rows('slow.example')).every(({ state, wait }) => state === 'sent' || wait > 0));
    expect(arrived('slow.example')).toEqual(['r0@slow.example']);
  });

  it('EML-18: other limits give those who wait another turn', async () => {
    const redis = testRedis();
    const slow = await start('slow.example=1', redis);
    await order(slow, people('slow.example', 4));
    await until(async () => (await rows('slow.example')).filter(({ reason }) => reason === 'DOMAIN_LIMITED').length === 3);
    await slow.close();
    workers.splice(workers.indexOf(slow), 1);
    await start('slow.example=100', redis);
    await until(async () => arrived('slow.example').length === 4);
  });

  it('EML-18: never gives a domain more places in a minute than its limit, whoever asks', async () => {
    const redis = testRedis();
    const both = await Promise.all([start('', redis, { MAIL_PER_DOMAIN_PER_MINUTE: '10' }), start('', redis, { MAIL_PER_DOMAIN_PER_MINUTE: '10' })]);
    const places = (await Promise.all(both.flatMap((worker) => [1, 2, 3].map(() => worker.get(Pace).waits(people('Slow.example', 10)))))).flat().sort((one, other) => one - other);
    expect(places.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 0));
    for (const [index, place] of places.entries()) if (index >= 10) expect(place - (places[index - 10] ?? 0)).toBeGreaterThan(59_000);
    expect(await both[0]?.get(Pace).waits(['a@other.example', 'b@SLOW.example'])).toEqual([0, expect.any(Number)]);
  });

  it('EML-18: no limit is kept in the sandbox unless one is set', async () => {
    const worker = await start('slow.example=0', testRedis(), { SANDBOX: 'true' });
    expect(await worker.get(Pace).waits([...people('slow.example', 1000), ...people('other.example', 1000)])).toEqual(Array.from({ length: 2000 }, () => 0));
    const live = await start('');
    expect((await live.get(Pace).waits(people('other.example', 601))).filter((wait) => wait > 0)).toHaveLength(1);
  });

  it('EML-18: limits are read as a list of domains', () => {
    const given = (limits: string) => loadConfig({ DATABASE_URL: 'postgres://d/t', REDIS_URL: 'redis://r', SMTP_URL: 'smtp://s', MAIL_FROM: 'a@b.example', LINK_KEYS: 'k'.repeat(32), SESSION_KEYS: 's'.repeat(32), MAIL_DOMAIN_LIMITS: limits }).MAIL_DOMAIN_LIMITS;
    expect([...given('Gmail.com=60, outlook.com=0')]).toEqual([['gmail.com', 60], ['outlook.com', 0]]);
    expect(() => given('gmail.com')).toThrow('gmail.com=60,outlook.com=100');
    expect(() => given('gmail.com=-1')).toThrow('MAIL_DOMAIN_LIMITS');
  });
});
