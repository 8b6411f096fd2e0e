import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';
import { newId } from '@tandem/platform-kernel';
import { mailSink, testDatabase, testRedis, until } from '@tandem/platform-testing';
import type { MailSink, TestDatabase } from '@tandem/platform-testing';
import { defineJob } from '../jobs/definition';
import { DeliveryHandler } from '../jobs/handlers';
import { Reconciler } from '../jobs/reconciler';
import { startWorker } from '../jobs/spec-parts/worker';
import { Deliveries } from '../mail/deliveries';
import type { Mail } from '../mail/mail';
import { platformDatabase } from '../orm/platform-database';
import { onFailpoint } from './failpoint';
import type { Failpoint } from './failpoint';

const greet = defineJob({ name: 'spec.greet', queue: 'invitation-email', kind: 'delivery' });

@Injectable()
class Greet extends DeliveryHandler {
  readonly job = greet;
  async compose(): Promise<Mail> {
    return { subject: 'Hello', html: '<p>Hello</p>', text: 'Hello', from: { name: 'Nordwind GmbH' } };
  }
}

/** Whoever comes to a failpoint first stays there, as a process that died does; `go` lets it go on, as one that was only paused. */
function stopAt(name: Failpoint): { came: Promise<void>; go: () => void } {
  const came = Promise.withResolvers<void>();
  const gone = Promise.withResolvers<void>();
  onFailpoint.set(name, () => {
    onFailpoint.delete(name);
    came.resolve();
    return gone.promise;
  });
  return { came: came.promise, go: gone.resolve };
}

describe('faults at their exact place', () => {
  let database: TestDatabase;
  let sink: MailSink;
  const workers: INestApplicationContext[] = [];
  const redis = testRedis();
  const boot = async (): Promise<INestApplicationContext> => {
    const worker = await startWorker({ databaseUrl: database.ownerUrl, redisUrl: `${redis.url}?prefix=${redis.prefix}`, definitions: [greet], handlers: [Greet], settings: { SMTP_URL: sink.url } });
    workers.push(worker);
    return worker;
  };
  const order = (worker: INestApplicationContext, recipient: string): Promise<string> =>
    worker.get(EntityManager).transactional(async () =>
      worker.get(Deliveries).add({ template: 'greet', recipient, locale: 'en', subject: { type: 'spec', id: newId() }, organisationId: newId(), job: greet }),
    );
  const delivery = async (recipient: string) =>
    (await database.em().execute<{ state: string; attempts: number; job: string; generation: number }[]>('select d.state, d.attempts, j.id as job, generation from delivery d join job j on j.id = d.job_id where recipient = ?', [recipient]))[0];
  const inState = (recipient: string, state: string) => until(async () => (await delivery(recipient))?.state === state);
  const arrived = (recipient: string): number => sink.mails.filter(({ recipients }) => recipients.includes(recipient)).length;
  /** Until it has: the worker stands still at one place only, and may renew its claim just then. */
  const leaseRunsOut = (recipient: string) =>
    until(async () => {
      await database.em().execute('update job set lease_until = now() where id = ?', [(await delivery(recipient))?.job]);
      await workers.at(-1)?.get(Reconciler).takeBackLeases();
      return (await delivery(recipient))?.state !== 'sending';
    }, 'the claim has run out');

  beforeAll(async () => {
    database = await testDatabase(platformDatabase);
    sink = await mailSink();
    await boot();
    await boot();
  });
  afterEach(() => onFailpoint.clear());
  afterAll(async () => {
    for (const worker of workers) await worker.close();
    await sink.close();
    await database.close();
  });

  it('F3: a commit that nobody was told of is found by the poll', async () => {
    const { came, go } = stopAt('after_commit');
    const ordered = order(workers[0] as INestApplicationContext, 'f3@b.example');
    await came;
    await inState('f3@b.example', 'sent');
    expect(arrived('f3@b.example')).toBe(1);
    go();
    await ordered;
  });

  it.each(['before_addbulk', 'after_addbulk'] as const)('F5: jobs of a relay that stops at %s are carried all the same, once', async (point) => {
    const { came, go } = stopAt(point);
    const recipient = `${point.replace('_', '-')}@b.example`;
    await order(workers[0] as INestApplicationContext, recipient);
    await came;
    await inState(recipient, 'sent');
    expect((await delivery(recipient))?.attempts).toBe(1);
    go();
    await new Promise((done) => setTimeout(done, 300));
    expect(arrived(recipient)).toBe(1);
  });

  it.each([
    ['after_claim', 0],
    ['after_250', 1],
    ['before_record', 1],
  ] as const)('F1, F16: a worker that stops at %s too long leaves one uncertain mail; what it does later changes nothing', async (point, mails) => {
    const { came, go } = stopAt(point);
    const recipient = `${point.replace('_', '-')}@b.example`;
    await order(workers[0] as INestApplicationContext, recipient);
    await came;
    await leaseRunsOut(recipient);
    expect(await delivery(recipient)).toMatchObject({ state: 'uncertain', attempts: 1 });
    expect(arrived(recipient)).toBe(mails);
    go();
    await new Promise((done) => setTimeout(done, 300));
    expect(await delivery(recipient)).toMatchObject({ state: 'uncertain', attempts: 1 });
    expect(arrived(recipient)).toBeLessThanOrEqual(1);
  });

  it.each(['before_data', 'after_data'] as const)('F1: a mail passes %s on its way', async (point) => {
    const { came, go } = stopAt(point);
    const recipient = `${point.replace('_', '-')}@b.example`;
    await order(workers[0] as INestApplicationContext, recipient);
    await came;
    go();
    await inState(recipient, 'sent');
  });

});
