import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';
import { newId } from '@tandem/platform-kernel';
import { testDatabase, testRedis, until } from '@tandem/platform-testing';
import type { TestDatabase } from '@tandem/platform-testing';
import { Client } from 'pg';
import * as z from 'zod';
import { platformDatabase } from '../orm/platform-database';
import { defineJob } from './definition';
import { OutsideHandler } from './handlers';
import type { OutsideAttempt, OutsideVerdict } from './handlers';
import { Jobs } from './jobs';
import { startWorker } from './spec-parts/worker';

const knock = defineJob({ name: 'spec.knock', queue: 'webhook', kind: 'outside', payload: z.object({ door: z.string() }), attempts: 3 });

/** What happened at each door, over there, and whether a transaction was open meanwhile. */
const knocks: { door: string; inTransaction: boolean }[] = [];
/** How each door answers, in turn; the last answer stays. */
const answers = new Map<string, (OutsideVerdict['state'] | 'slow')[]>();
/** When the slow door opens. */
const opened = Promise.withResolvers<undefined>();

@Injectable()
class Knock extends OutsideHandler<typeof knock, string> {
  readonly job = knock;
  constructor(private readonly em: EntityManager) {
    super();
  }
  async reach({ door }: { door: string }): Promise<string> {
    knocks.push({ door, inTransaction: this.em.getTransactionContext() !== undefined });
    const all = answers.get(door) ?? ['done'];
    const answer = (all.length > 1 ? all.shift() : all[0]) ?? 'done';
    if (answer !== 'slow') return answer;
    await opened.promise;
    return 'done';
  }
  async record({ door }: { door: string }, answer: string, { number, last }: OutsideAttempt): Promise<OutsideVerdict> {
    await this.em.execute('insert into spec_door values (?, ?)', [door, `${answer} ${number}${last ? ' last' : ''}`]);
    if (answer === 'again') return { state: 'again', reason: 'NOBODY_HOME' };
    return answer === 'waiting' ? { state: 'waiting', waitMs: 100 } : { state: 'done' };
  }
}

describe('jobs whose effect is outside', () => {
  let database: TestDatabase;
  let worker: INestApplicationContext;
  const add = (door: string): Promise<string> => worker.get(EntityManager).transactional(async () => worker.get(Jobs).add(knock, { door }));
  interface Row { state: string; attempts: number; reason: string | null; lease_token: string | null }
  const job = async (id: string): Promise<Row> => (await database.em().execute<Row[]>('select * from job where id = ?', [id]))[0] as Row;
  const inState = (id: string, state: string): Promise<Row> => until(async () => ((await job(id)).state === state ? job(id) : undefined));
  const noted = async (door: string): Promise<string[]> => (await database.em().execute<{ note: string }[]>('select note from spec_door where door = ?', [door])).map(({ note }) => note);
  const soon = (id: string) => database.em().execute(`update job set not_before = now() where id = ? and state = 'pending'`, [id]);

  beforeAll(async () => {
    database = await testDatabase(platformDatabase);
    const owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await owner.query('create table spec_door (door text, note text)');
    await owner.end();
    const { url, prefix } = testRedis();
    worker = await startWorker({ databaseUrl: database.ownerUrl, redisUrl: `${url}?prefix=${prefix}`, definitions: [knock], handlers: [Knock] });
  });
  afterAll(async () => {
    await worker.close();
    await database.close();
  });

  it('reach out without a transaction, and record what came of it with their outcome', async () => {
    const id = await add('front');
    expect(await inState(id, 'done')).toMatchObject({ attempts: 1, lease_token: null });
    expect(knocks.filter(({ door }) => door === 'front')).toEqual([{ door: 'front', inTransaction: false }]);
    expect(await noted('front')).toEqual(['done 1']);
  });

  it('are tried again with back-off until the last attempt, and are over then', async () => {
    answers.set('empty', ['again']);
    const id = await add('empty');
    for (let attempt = 1; attempt < 3; attempt++) {
      expect(await until(async () => ((await job(id)).attempts === attempt && (await job(id)).state === 'pending' ? job(id) : undefined))).toMatchObject({ reason: 'NOBODY_HOME' });
      await soon(id);
    }
    expect(await inState(id, 'done')).toMatchObject({ attempts: 3, reason: 'NOBODY_HOME' });
    expect(await noted('empty')).toEqual(['again 1', 'again 2', 'again 3 last']);
  });

  it('that were put off have used no attempt up', async () => {
    answers.set('busy', ['waiting', 'waiting', 'done']);
    const id = await add('busy');
    expect(await inState(id, 'done')).toMatchObject({ attempts: 1 });
    expect(await noted('busy')).toEqual(['waiting 1', 'waiting 1', 'done 1']);
  });

  it('F16: record nothing under a claim that was taken over, and happen again', async () => {
    answers.set('lost', ['slow', 'done']);
    const id = await add('lost');
    const knocked = () => knocks.filter(({ door }) => door === 'lost').length;
    await until(() => knocked() === 1);
    await database.em().execute(`update job set lease_token = ?, lease_until = now() - interval '1 s' where id = ?`, [newId(), id]);
    await until(async () => {
      await soon(id);
      return knocked() === 2;
    });
    await inState(id, 'done');
    opened.resolve(undefined);
    await new Promise((done) => setTimeout(done, 300));
    expect([knocked(), await noted('lost')]).toEqual([2, ['done 2']]);
  });
});
