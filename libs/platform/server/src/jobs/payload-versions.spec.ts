import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';
import { newId } from '@tandem/platform-kernel';
import { mailSink, testDatabase, testRedis, until } from '@tandem/platform-testing';
import type { MailSink, TestDatabase } from '@tandem/platform-testing';
import * as z from 'zod';
import type { Actor } from '../auth/actor';
import type { Mail } from '../mail/mail';
import { platformDatabase } from '../orm/platform-database';
import { MoveJobs } from '../watching/move-jobs';
import { defineJob } from './definition';
import type { JobDefinition } from './definition';
import { DeliveryHandler, JobHandler } from './handlers';
import { startWorker } from './spec-parts/worker';

const base = { name: 'spec.note', queue: 'notification', kind: 'transactional' } as const;
/** What this deploy knows; rows of version 0 said `text`, of version 1 `words`. */
const present = defineJob({ ...base, payload: z.object({ lines: z.array(z.string()) }), version: 2, upcast: [({ text }) => ({ words: text }), ({ words }) => ({ lines: [words] })] });
/** What the next deploy knows, and its mails. */
const same = (older: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => older;
const next = defineJob({ ...base, payload: z.object({ lines: z.array(z.string()) }), version: 9, upcast: [...present.upcast, ...Array.from({ length: 7 }, () => same)] });
const greet = defineJob({ name: 'spec.greet', queue: 'invitation-email', kind: 'delivery' });
const greetNext = defineJob({ name: 'spec.greet', queue: 'invitation-email', kind: 'delivery', version: 9, upcast: Array.from({ length: 9 }, () => same) });

const ran: string[] = [];

const noteHandler = (definition: typeof present) => {
  @Injectable()
  class Note extends JobHandler<typeof present> {
    readonly job = definition;
    async handle({ lines }: { lines: string[] }): Promise<void> {
      ran.push(lines.join());
    }
  }
  return Note;
};
const greetHandler = (definition: typeof greet) => {
  @Injectable()
  class Greet extends DeliveryHandler {
    readonly job = definition;
    async compose(): Promise<Mail> {
      return { subject: 'Hello', html: '<p>Hello</p>', text: 'Hello', from: { name: 'Nordwind GmbH' } };
    }
  }
  return Greet;
};

describe('rows of other deploys', () => {
  let database: TestDatabase;
  let sink: MailSink;
  let redisUrl: string;
  const boot = (definitions: readonly [typeof present, typeof greet]): Promise<INestApplicationContext> =>
    startWorker({ databaseUrl: database.ownerUrl, redisUrl, definitions: definitions as readonly JobDefinition[], handlers: [noteHandler(definitions[0]), greetHandler(definitions[1])], settings: { SMTP_URL: sink.url } });
  const insert = async (payload: unknown, { name, queue, kind }: Pick<JobDefinition, 'name' | 'queue' | 'kind'> = present): Promise<string> => {
    const id = newId();
    await database.em().execute(`insert into job (id, name, queue, kind, payload, run_at, max_attempts, organisation_id) values (?, ?, ?, ?, ?, now(), 8, ?)`, [id, name, queue, kind, JSON.stringify(payload), newId()]);
    return id;
  };
  const insertMail = async (recipient: string, payload: Readonly<Record<string, unknown>>): Promise<string> => {
    const id = newId();
    const job = await insert({ deliveryId: id, ...payload }, { name: 'spec.greet', queue: 'notification', kind: 'delivery' });
    await database.em().execute(`insert into delivery (id, job_id, template, recipient, locale, subject_type, subject_id, organisation_id) values (?, ?, 'greet', ?, 'en', 'spec', ?, ?)`, [id, job, recipient, newId(), newId()]);
    return job;
  };
  interface State { state: string; attempts: number; reason: string | null; last_error: string | null }
  const job = async (id: string): Promise<State> => (await database.em().execute<State[]>('select state, attempts, reason, last_error from job where id = ?', [id]))[0] as State;
  const inState = (id: string, state: string) => until(async () => ((await job(id)).state === state ? job(id) : undefined));

  beforeAll(async () => {
    const { url, prefix } = testRedis();
    redisUrl = `${url}?prefix=${prefix}`;
    database = await testDatabase(platformDatabase);
    sink = await mailSink();
  });
  afterAll(async () => {
    await sink.close();
    await database.close();
  });

  it('F22: old payloads are brought up and run, unknown and malformed ones are parked after one attempt, and run after a deploy that knows them', async () => {
    const worker = await boot([present, greet]);
    const known = await Promise.all([insert({ text: 'v0' }), insert({ words: 'v1', v: 1 }), insert({ lines: ['v2'], v: 2 })]);
    for (const id of known) expect(await inState(id, 'done')).toMatchObject({ attempts: 1 });
    expect([...ran].sort()).toEqual(['v0', 'v1', 'v2']);

    const [ninth, malformed, mail] = await Promise.all([insert({ lines: ['v9'], v: 9 }), insert({ lines: 'none', v: 2 }), insertMail('ninth@b.example', { v: 9 })]);
    for (const id of [ninth, malformed, mail]) expect(await inState(id, 'failed')).toMatchObject({ reason: 'UNSUPPORTED_PAYLOAD', attempts: 1 });
    expect((await job(ninth)).last_error).toBe('The payload of spec.note has version 9, this program knows 2 and older');
    expect(await database.em().execute('select state, reason from delivery')).toEqual([{ state: 'failed', reason: 'UNSUPPORTED_PAYLOAD' }]);
    await worker.close();

    const deployed = await boot([next, greetNext]);
    const em = deployed.get(EntityManager);
    const operator = { name: 'op1@ops.example', organisationName: 'Operations', organisationId: newId(), userId: newId() } as unknown as Actor;
    const parked = await em.execute<{ id: string }[]>(`select id from job where state = 'failed' and reason = 'UNSUPPORTED_PAYLOAD'`);
    const { length: retried } = await em.transactional(() => deployed.get(MoveJobs).retry(operator, parked.map(({ id }) => id)));
    expect(retried).toBe(3);
    expect(await inState(ninth, 'done')).toMatchObject({ reason: null });
    expect(ran).toContain('v9');
    await inState(mail, 'done');
    expect(sink.mails.map(({ recipients }) => recipients)).toEqual([['ninth@b.example']]);
    expect(await inState(malformed, 'failed')).toMatchObject({ reason: 'UNSUPPORTED_PAYLOAD', attempts: 1 });
    await deployed.close();
  });
});
