import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';
import { DomainError, newId } from '@tandem/platform-kernel';
import { testDatabase, testRedis, until } from '@tandem/platform-testing';
import type { TestDatabase } from '@tandem/platform-testing';
import { Client } from 'pg';
import * as z from 'zod';
import { Signals } from '../events/signals';
import { correlationId, withCorrelationId } from '../http/correlation';
import { platformDatabase } from '../orm/platform-database';
import { defineJob, defineSchedule } from './definition';
import { JobHandler, ScheduleHandler } from './handlers';
import { JobRows } from './job-rows';
import { JobRunner } from './job-runner';
import { Jobs } from './jobs';
import { QueueRedis } from './queue-redis';
import { Reconciler } from './reconciler';
import { startWorker } from './spec-parts/worker';

const note = defineJob({ name: 'spec.note', queue: 'notification', kind: 'transactional', payload: z.object({ text: z.string() }) });
const stumble = defineJob({ name: 'spec.stumble', queue: 'notification', kind: 'transactional', payload: z.object({ times: z.int() }), attempts: 3 });
const refuse = defineJob({ name: 'spec.refuse', queue: 'notification', kind: 'transactional', payload: z.object({}) });
const slow = defineJob({ name: 'spec.slow', queue: 'enrollment-review', kind: 'transactional', payload: z.object({ ms: z.int() }) });
const remind = defineJob({ name: 'spec.remind', queue: 'incentive-reminder', kind: 'transactional', payload: z.object({ whose: z.string() }) });
const definitions = [note, stumble, refuse, slow, remind];
const tick = defineSchedule({ name: 'spec.tick', queue: 'notification', everyMs: 200, sandboxEveryMs: 200 });

/** What ran, in this process; what it wrote is in the table `spec_note`. */
const ran: string[] = [];
let ticks = 0;

@Injectable()
class Note extends JobHandler<typeof note> {
  readonly job = note;
  constructor(private readonly em: EntityManager) {
    super();
  }
  async handle({ text }: { text: string }): Promise<void> {
    ran.push(`${text}:${correlationId() ?? ''}`);
    await this.em.execute('insert into spec_note values (?)', [text]);
  }
}
@Injectable()
class Stumble extends JobHandler<typeof stumble> {
  readonly job = stumble;
  private runs = 0;
  constructor(private readonly em: EntityManager) {
    super();
  }
  async handle({ times }: { times: number }): Promise<void> {
    await this.em.execute(`insert into spec_note values ('stumbled')`);
    if (++this.runs <= times) throw new Error('insert into secret (x) values (hush) - stumbled');
  }
}
@Injectable()
class Refuse extends JobHandler<typeof refuse> {
  readonly job = refuse;
  async handle(): Promise<void> {
    throw new DomainError({ rule: 'INV-01', reason: 'NOT_NOW', kind: 'conflict' });
  }
}
@Injectable()
class Slow extends JobHandler<typeof slow> {
  readonly job = slow;
  async handle({ ms }: { ms: number }): Promise<void> {
    ran.push('slow');
    await new Promise((done) => setTimeout(done, ms));
  }
}
@Injectable()
class Remind extends JobHandler<typeof remind> {
  readonly job = remind;
  async handle({ whose }: { whose: string }): Promise<void> {
    ran.push(`remind:${whose}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}
@Injectable()
class Tick extends ScheduleHandler {
  readonly schedule = tick;
  async run(): Promise<void> {
    ticks++;
  }
}
const handlers = [Note, Stumble, Refuse, Slow, Remind, Tick];

describe('jobs', () => {
  let database: TestDatabase;
  let queue: string;
  let worker: INestApplicationContext;
  const boot = () => startWorker({ databaseUrl: database.ownerUrl, redisUrl: queue, definitions, schedules: [tick], handlers });
  const add = <P extends z.ZodType>(definition: Parameters<Jobs['add']>[0] & { payload: P }, payload: z.input<P>, options = {}, from = worker): Promise<string> =>
    from.get(EntityManager).transactional(async () => from.get(Jobs).add(definition as never, payload, options));
  const addMany = (count: number): Promise<string[]> =>
    worker.get(EntityManager).transactional(async () => Array.from({ length: count }, () => worker.get(Jobs).add(slow, { ms: 200 })));
  interface JobState { state: string; attempts: number; reason: string | null; last_error: string | null; generation: number; lease_token: string | null; dispatched_at: string | null }
  const job = async (id: string): Promise<JobState> => (await database.em().execute<JobState[]>('select * from job where id = ?', [id]))[0] as JobState;
  const inState = (id: string, state: string) => until(async () => ((await job(id)).state === state ? job(id) : undefined));
  const notes = async (text: string): Promise<number> => (await database.em().execute<unknown[]>('select 1 from spec_note where text = ?', [text])).length;
  const soon = (id: string) => database.em().execute(`update job set not_before = now() where id = ? and state = 'pending'`, [id]);

  beforeAll(async () => {
    database = await testDatabase(platformDatabase);
    const { url, prefix } = testRedis();
    queue = `${url}?prefix=${prefix}`;
    const owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await owner.query('create table spec_note (text text)');
    await owner.end();
    worker = await boot();
  });
  afterAll(async () => {
    await worker.close();
    await database.close();
  });

  it('run once, with the correlation id of the one who ordered them', async () => {
    const id = await withCorrelationId('c-7', () => add(note, { text: 'once' }));
    expect(await inState(id, 'done')).toMatchObject({ attempts: 1, lease_token: null });
    expect(ran.filter((line) => line.startsWith('once'))).toEqual(['once:c-7']);
    expect(await notes('once')).toBe(1);
  });

  it('are announced to the workers as soon as they are committed', async () => {
    let heard = 0;
    const deaf = worker.get(Signals).on('tandem_job', (payload) => (heard += payload === undefined ? 0 : 1));
    const id = await add(note, { text: 'quick' });
    await until(async () => heard > 0);
    await inState(id, 'done');
    deaf();
  });

  it('leave nothing of a failed attempt, try again with back-off, and end failed after the last one', async () => {
    const id = await add(stumble, { times: 99 });
    for (let attempt = 1; attempt < 3; attempt++) {
      const state = await until(async () => ((await job(id)).attempts === attempt && (await job(id)).state === 'pending' ? job(id) : undefined));
      expect(state.last_error).toBe('Error: stumbled');
      await soon(id);
    }
    expect(await inState(id, 'failed')).toMatchObject({ attempts: 3 });
    expect(await notes('stumbled')).toBe(0);
  });

  it('end failed at once when a rule says no', async () => {
    const id = await add(refuse, {});
    expect(await inState(id, 'failed')).toMatchObject({ attempts: 1, reason: 'NOT_NOW' });
  });

  it('F22: are parked, not dropped, when nobody understands them', async () => {
    const [unknown, malformed] = [newId(), newId()];
    const insert = `insert into job (id, name, queue, kind, payload, run_at, max_attempts, organisation_id) values (?, ?, 'notification', 'transactional', ?, now(), 8, ?)`;
    await database.em().execute(insert, [unknown, 'spec.from-the-future', '{}', newId()]);
    await database.em().execute(insert, [malformed, 'spec.note', '{"text": 7}', newId()]);
    expect(await inState(unknown, 'failed')).toMatchObject({ reason: 'UNSUPPORTED_PAYLOAD' });
    expect((await inState(malformed, 'failed')).last_error).toMatch(/text/);
  });

  it('wait for their time', async () => {
    const runAt = new Date(Date.now() + 1500);
    const id = await add(note, { text: 'later' }, { runAt });
    const done = await inState(id, 'done');
    expect(new Date(String(done.dispatched_at)).getTime()).toBeGreaterThanOrEqual(runAt.getTime());
  });

  it('F16: are not completed by somebody whose claim was taken over: effect and outcome roll back together', async () => {
    const id = await add(slow, { ms: 1200 });
    await inState(id, 'running');
    await database.em().execute(`update job set lease_token = ?, attempts = 7 where id = ?`, [newId(), id]);
    await new Promise((done) => setTimeout(done, 1500));
    expect(await job(id)).toMatchObject({ state: 'running', attempts: 7 });
    await database.em().execute(`update job set lease_until = now() where id = ?`, [id]);
    await worker.get(Reconciler).takeBackLeases();
    expect(await job(id)).toMatchObject({ state: 'pending', lease_token: null, reason: 'WORKER_LOST' });
    await database.em().execute(`update job set payload = '{"ms": 1}', not_before = now() where id = ?`, [id]);
    await inState(id, 'done');
  });

  it('F21: end failed when they take a worker down each time: claims are counted, not outcomes', async () => {
    const id = newId();
    await database.em().execute(
      `insert into job (id, name, queue, kind, payload, run_at, max_attempts, organisation_id, state, attempts, lease_until, lease_token)
       values (?, 'spec.note', 'notification', 'transactional', '{"text": "poison"}', now(), 3, ?, 'running', 3, now() - interval '1 s', ?)`,
      [id, newId(), newId()],
    );
    expect(await inState(id, 'failed')).toMatchObject({ reason: 'WORKER_LOST' });
  });

  it('do nothing when the queue brings them a second time', async () => {
    const id = await add(note, { text: 'twice' });
    await inState(id, 'done');
    expect(await worker.get(JobRunner).run({ id, generation: 1, kind: 'transactional' })).toBe(false);
    expect(await notes('twice')).toBe(1);
  });

  it('F6: survive a flush of Redis, each exactly once, and schedules come back', async () => {
    const ids = await addMany(60);
    await until(async () => (await database.em().execute<unknown[]>(`select 1 from job where state = 'dispatched'`)).length > 10);
    const before = ran.filter((line) => line === 'slow').length;
    const reconciler = worker.get(Reconciler);
    // The sentinel has to bring them back, not the slow search for single losses: that one rests meanwhile.
    const search = reconciler.sweep.bind(reconciler);
    reconciler.sweep = () => Promise.resolve();
    const { client, prefix } = worker.get(QueueRedis);
    const keys = await client.keys(`${prefix}:*`);
    await client.del(...keys);
    for (const id of ids) await inState(id, 'done');
    const started = ran.filter((line) => line === 'slow').length - before;
    expect(started).toBeLessThanOrEqual(60);
    const seen = ticks;
    await until(async () => ticks > seen + 1);
    reconciler.sweep = search;
  });

  it('F6: a flush that could not be made good at once is noticed again', async () => {
    const [rows, { client, prefix }] = [worker.get(JobRows), worker.get(QueueRedis)];
    const giveBackAll = rows.giveBackAll.bind(rows);
    let tries = 0;
    rows.giveBackAll = () => {
      tries++;
      return Promise.reject(new Error('the database is away'));
    };
    await client.del(`${prefix}:sentinel`);
    await until(async () => tries > 1);
    rows.giveBackAll = giveBackAll;
    await until(async () => (await client.exists(`${prefix}:sentinel`)) === 1);
  });

  it('F7: come back when the queue loses single ones', async () => {
    const ids = await addMany(40);
    await until(async () => (await database.em().execute<unknown[]>(`select 1 from job where state = 'dispatched'`)).length > 10);
    const { client, prefix } = worker.get(QueueRedis);
    const waiting = await client.lrange(`${prefix}:enrollment-review:wait`, 0, 4);
    for (const one of waiting) {
      await client.lrem(`${prefix}:enrollment-review:wait`, 1, one);
      await client.del(`${prefix}:enrollment-review:${one}`);
    }
    expect(waiting.length).toBe(5);
    for (const id of ids) await inState(id, 'done');
  });

  it('F5: are each run once by two workers and two relays at once', async () => {
    const second = await boot();
    const ids = await Promise.all(Array.from({ length: 100 }, (_, index) => add(note, { text: `pair-${index}` }, {}, index % 2 ? worker : second)));
    for (const id of ids) await inState(id, 'done');
    const doubles = await database.em().execute<unknown[]>(`select text from spec_note where text like 'pair-%' group by text having count(*) <> 1`);
    expect(doubles).toEqual([]);
    await second.close();
  });

  it('P15: of one organisation do not wait behind the flood of another', async () => {
    const insert = `insert into job (id, name, queue, kind, payload, run_at, max_attempts, organisation_id)
      select gen_random_uuid(), 'spec.remind', 'incentive-reminder', 'transactional', jsonb_build_object('whose', ?::text), now(), 8, ? from generate_series(1, ?::int)`;
    await database.em().execute(insert, ['flood', newId(), 3000]);
    await until(async () => ran.includes('remind:flood'));
    await database.em().execute(insert, ['newcomer', newId(), 1]);
    await until(async () => ran.includes('remind:newcomer'));
    expect(ran.filter((line) => line === 'remind:flood').length).toBeLessThan(1_500);
    await database.em().execute(`update job set state = 'dismissed' where state in ('pending', 'dispatched') and queue = 'incentive-reminder'`);
  });
});
