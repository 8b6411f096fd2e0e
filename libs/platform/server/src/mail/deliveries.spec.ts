import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';
import { newId } from '@tandem/platform-kernel';
import { mailSink, testDatabase, testRedis, until } from '@tandem/platform-testing';
import type { MailSink, TestDatabase } from '@tandem/platform-testing';
import { Client } from 'pg';
import { withCorrelationId } from '../http/correlation';
import { defineJob } from '../jobs/definition';
import { DeliveryHandler } from '../jobs/handlers';
import type { DeliveryOutcome, SettledDelivery } from '../jobs/handlers';
import { Reconciler } from '../jobs/reconciler';
import { startWorker } from '../jobs/spec-parts/worker';
import { platformDatabase } from '../orm/platform-database';
import { Deliveries } from './deliveries';
import type { DeliveryRow } from './delivery-row';
import { DeliverySender } from './delivery-sender';
import type { Mail } from './mail';

const greet = defineJob({ name: 'spec.greet', queue: 'invitation-email', kind: 'delivery', attempts: 3 });

/** Composed mails and outcomes by recipient; the recipient's name says what the handler does. */
const settled: string[] = [];
const extra = new Map<string, Partial<Mail>>();

@Injectable()
class Greet extends DeliveryHandler {
  readonly job = greet;
  constructor(private readonly em: EntityManager) {
    super();
  }
  async compose({ recipient }: DeliveryRow): Promise<Mail | null> {
    if (recipient.startsWith('nobody')) return null;
    if (recipient.startsWith('broken')) throw new Error('no such words');
    return { subject: 'Hello', html: '<p>Hello</p>', text: 'Hello', from: { name: 'Nordwind GmbH' }, replyTo: 'ga@nordwind.example', ...extra.get(recipient) };
  }
  override async settled(all: readonly SettledDelivery[]): Promise<void> {
    for (const { delivery, outcome } of all) await this.note(delivery, outcome);
  }

  private async note({ id, recipient }: DeliveryRow, outcome: DeliveryOutcome): Promise<void> {
    settled.push(`${recipient} ${outcome}`);
    if (recipient.startsWith('stubborn') && settled.filter((line) => line.startsWith('stubborn')).length === 1) throw new Error('version changed');
    await this.em.execute('insert into spec_outcome values (?, ?)', [id, outcome]);
  }
}

const refusals: Readonly<Record<string, { code: number; text: string }>> = {
  unknown: { code: 550, text: '5.1.1 no such user here' },
  grey: { code: 451, text: '4.7.1 greylisted, come back later' },
  busy: { code: 421, text: '4.3.2 too busy' },
};

/** A mail server that takes the text and hangs up without a word. */
async function silentServer(): Promise<{ url: string; server: Server; taken: () => number }> {
  let taken = 0;
  const server = createServer((socket) => {
    let inData = false;
    socket.write('220 silent\r\n');
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      const text = chunk.toString();
      if (inData) {
        if (!text.endsWith('\r\n.\r\n')) return;
        taken++;
        socket.destroy();
      } else if (/^DATA/i.test(text)) {
        inData = true;
        socket.write('354 go on\r\n');
      } else socket.write('250 ok\r\n');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, server, taken: () => taken };
}

async function databaseWithOutcomes(): Promise<TestDatabase> {
  const database = await testDatabase(platformDatabase);
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query('create table spec_outcome (id uuid, outcome text)');
  await owner.end();
  return database;
}

function workerFor(database: TestDatabase, smtp: string, settings: Record<string, string> = {}): Promise<INestApplicationContext> {
  const { url, prefix } = testRedis();
  return startWorker({ databaseUrl: database.ownerUrl, redisUrl: `${url}?prefix=${prefix}`, definitions: [greet], handlers: [Greet], settings: { SMTP_URL: smtp, ...settings } });
}

describe('deliveries', () => {
  let database: TestDatabase;
  let sink: MailSink;
  let worker: INestApplicationContext;
  const workers: INestApplicationContext[] = [];
  const boot = async (smtp: string): Promise<INestApplicationContext> => {
    const started = await workerFor(database, smtp);
    workers.push(started);
    return started;
  };
  interface Row { state: string; attempts: number; reason: string | null; last_reply: string | null; message_id: string; job_state: string; job_attempts: number; job_id: string }
  const row = async (id: string): Promise<Row> =>
    (await database.em().execute<Row[]>('select d.*, j.state as job_state, j.attempts as job_attempts from delivery d join job j on j.id = d.job_id where d.id = ?', [id]))[0] as Row;
  const inState = (id: string, state: string) => until(async () => ((await row(id)).state === state ? row(id) : undefined));
  const order = (recipient: string, from = worker, correlation = 'c-9'): Promise<string> =>
    withCorrelationId(correlation, () =>
      from.get(EntityManager).transactional(async () =>
        from.get(Deliveries).add({ template: 'greet', recipient, locale: 'de', subject: { type: 'spec', id: newId() }, organisationId: newId(), job: greet }),
      ),
    );
  /** Rows as a worker left them; `job` is state, attempts, lease_until, lease_token, `delivery` is state, attempts. */
  const insert = async ({ recipient, job, delivery, runAt = 'now()' }: { recipient: string; job: string; delivery: string; runAt?: string }): Promise<{ id: string; job: string }> => {
    const made = { id: newId(), job: newId() };
    await database.em().execute(
      `insert into job (id, name, queue, kind, payload, run_at, max_attempts, organisation_id, state, attempts, lease_until, lease_token)
       values (?, 'spec.greet', 'invitation-email', 'delivery', ?, ${runAt}, 8, ?, ${job})`,
      [made.job, JSON.stringify({ deliveryId: made.id }), newId()],
    );
    await database.em().execute(
      `insert into delivery (id, job_id, template, recipient, locale, subject_type, subject_id, organisation_id, state, attempts) values (?, ?, 'greet', ?, 'en', 'spec', ?, ?, ${delivery})`,
      [made.id, made.job, recipient, newId(), newId()],
    );
    return made;
  };
  const outcomes = async (id: string): Promise<string[]> => (await database.em().execute<{ outcome: string }[]>('select outcome from spec_outcome where id = ?', [id])).map(({ outcome }) => outcome);
  const mailsTo = (recipient: string) => sink.mails.filter(({ recipients }) => recipients.includes(recipient));
  const hurry = (id: string) => database.em().execute(`update job set not_before = now() where id = (select job_id from delivery where id = ?)`, [id]);

  beforeAll(async () => {
    database = await databaseWithOutcomes();
    sink = await mailSink((address) => refusals[address.split('@')[0] ?? '']);
    worker = await boot(sink.url);
  });
  afterAll(async () => {
    for (const one of workers) await one.close();
    await sink.close();
    await database.close();
  });

  it('EML-04: sends HTML in ASCII, so that it needs no encoding, and keeps every letter of subject and text', async () => {
    extra.set('letters@partner.example', { subject: 'Grüße', html: '<p title="–">Grüße 😀</p>', text: 'Grüße 😀' });
    await inState(await order('letters@partner.example'), 'sent');
    extra.clear();
    const [mail] = mailsTo('letters@partner.example');
    expect([mail?.subject, mail?.text?.trim()]).toEqual(['Grüße', 'Grüße 😀']);
    extra.delete('letters@partner.example');
    expect(mail?.html?.trim()).toBe('<p title="&#8211;">Gr&#252;&#223;e &#128512;</p>');
  });

  it('go out once, in the name of the organisation, answerable, and traceable', async () => {
    const id = await order('ga@alpenblick.example');
    expect(await inState(id, 'sent')).toMatchObject({ attempts: 1, job_state: 'done', reason: null });
    const [mail, ...more] = mailsTo('ga@alpenblick.example');
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ subject: 'Hello', from: { name: 'Nordwind GmbH über Tandem', address: 'no-reply@tandem.example' }, replyTo: [{ address: 'ga@nordwind.example' }], messageId: `<${id}@tandem.example>` });
    const headers = Object.fromEntries((mail?.headers ?? []).map(({ key, value }) => [key, value]));
    expect(headers).toMatchObject({ 'auto-submitted': 'auto-generated', 'x-tandem-correlation-id': 'c-9', 'content-language': 'de' });
    expect([mail?.html?.trim(), mail?.text?.trim()]).toEqual(['<p>Hello</p>', 'Hello']);
    expect(await outcomes(id)).toEqual(['sent']);
  });

  it('F12: fail for good when the server says so, after one attempt, with the reason', async () => {
    const id = await order('unknown@alpenblick.example');
    expect(await inState(id, 'failed')).toMatchObject({ attempts: 1, reason: 'MAILBOX_UNKNOWN', job_state: 'failed' });
    expect((await row(id)).last_reply).toMatch(/550.*no such user here/);
    expect(await outcomes(id)).toEqual(['failed']);
  });

  it('F11: are deferred by a temporary refusal and tried again, with the same Message-ID, until the last attempt', async () => {
    const id = await order('grey@alpenblick.example');
    const first = await inState(id, 'deferred');
    expect(first).toMatchObject({ attempts: 1, reason: 'GREYLISTED', job_state: 'pending' });
    await hurry(id);
    await until(async () => (await row(id)).attempts === 2 && (await row(id)).state === 'deferred');
    await hurry(id);
    expect(await inState(id, 'failed')).toMatchObject({ attempts: 3, message_id: first.message_id, job_state: 'failed' });
    expect(await outcomes(id)).toEqual(['failed']);
  });

  it('are deferred when the server is too busy', async () => {
    expect(['SERVER_BUSY', 'CONNECTION_LOST']).toContain((await inState(await order('busy@alpenblick.example'), 'deferred')).reason);
  });

  it('are cancelled when there is nothing to send any more', async () => {
    const id = await order('nobody@alpenblick.example');
    expect(await inState(id, 'cancelled')).toMatchObject({ job_state: 'dismissed' });
    expect(mailsTo('nobody@alpenblick.example')).toEqual([]);
  });

  it('wait for a repair when our own code cannot write them', async () => {
    expect(await inState(await order('broken@alpenblick.example'), 'deferred')).toMatchObject({ reason: 'COMPOSE_FAILED', job_state: 'pending' });
  });

  it('are answered by a person with a name', async () => {
    extra.set('named@alpenblick.example', { replyTo: { name: 'Ahrens, Greta "GA" <x@y.example>', address: 'ga@nordwind.example' } });
    await inState(await order('named@alpenblick.example'), 'sent');
    expect(mailsTo('named@alpenblick.example')[0]).toMatchObject({ replyTo: [{ name: 'Ahrens, Greta "GA" <x@y.example>', address: 'ga@nordwind.example' }] });
    extra.delete('named@alpenblick.example');
  });

  it('INV-10: are refused, not sent, when a header would be broken up', async () => {
    extra.set('header@alpenblick.example', { subject: 'Hello\r\nBcc: everyone@alpenblick.example' });
    extra.set('name@alpenblick.example', { from: { name: 'Nordwind\r\nBcc: everyone@alpenblick.example' } });
    extra.set('reply@alpenblick.example', { replyTo: 'ga@nordwind.example\nBcc: everyone@alpenblick.example' });
    extra.set('reply-name@alpenblick.example', { replyTo: { name: 'Greta\r\nBcc: everyone@alpenblick.example', address: 'ga@nordwind.example' } });
    for (const recipient of extra.keys()) expect(await inState(await order(recipient), 'failed')).toMatchObject({ reason: 'HEADER_UNSAFE' });
    expect(await inState(await order('a@alpenblick.example\r\nRCPT TO:<everyone@alpenblick.example>'), 'failed')).toMatchObject({ reason: 'HEADER_UNSAFE' });
    expect(sink.mails.filter(({ recipients }) => recipients.includes('everyone@alpenblick.example'))).toEqual([]);
  });

  it('are not sent to suppressed addresses', async () => {
    await database.em().execute(`insert into suppressed_address (address, reason) values ('gone@alpenblick.example', 'BOUNCED')`);
    expect(await inState(await order('Gone@alpenblick.example'), 'failed')).toMatchObject({ reason: 'ADDRESS_SUPPRESSED' });
  });

  it('are recorded even when their record refuses the outcome, which is told later', async () => {
    const id = await order('stubborn@alpenblick.example');
    await inState(id, 'sent');
    await until(async () => (await outcomes(id)).length === 1);
    expect(mailsTo('stubborn@alpenblick.example')).toHaveLength(1);
  });

  it('F1: become uncertain when their worker dies while sending, are told so, and are not sent again by themselves', async () => {
    const { id } = await insert({ recipient: 'lost@alpenblick.example', job: `'running', 1, now() - interval '1 s', gen_random_uuid()`, delivery: `'sending', 1` });
    expect(await inState(id, 'uncertain')).toMatchObject({ reason: 'WORKER_LOST', job_state: 'dismissed' });
    await until(async () => (await outcomes(id)).includes('uncertain'));
    await worker.get(Reconciler).sweep();
    expect(mailsTo('lost@alpenblick.example')).toEqual([]);
  });

  it('F5: are sent once when the queue brings the same job twice at the same moment', async () => {
    const { id, job } = await insert({ recipient: 'twice@alpenblick.example', job: `'pending', 0, null, null`, delivery: `'queued', 0`, runAt: `now() + interval '1 hour'` });
    await Promise.all(Array.from({ length: 5 }, () => worker.get(DeliverySender).run(job, 1)));
    await inState(id, 'sent');
    expect(mailsTo('twice@alpenblick.example')).toHaveLength(1);
  });

  it('F16: are not recorded by a worker whose claim was taken over', async () => {
    const id = await order('late@alpenblick.example');
    await inState(id, 'sent');
    await database.em().execute(`update delivery set state = 'uncertain' where id = ?`, [id]);
    expect(await worker.get(DeliverySender).run((await row(id)).job_id, 1)).toBe(false);
    expect(await row(id)).toMatchObject({ state: 'uncertain', job_state: 'done' });
    expect(mailsTo('late@alpenblick.example')).toHaveLength(1);
  });
});

describe('deliveries under the policy to send again', () => {
  it('go out again under the same Message-ID when their worker died while sending', async () => {
    const database = await databaseWithOutcomes();
    const sink = await mailSink();
    const [id, job] = [newId(), newId()];
    await database.em().execute(
      `insert into job (id, name, queue, kind, payload, run_at, max_attempts, organisation_id, state, attempts, lease_until, lease_token)
       values (?, 'spec.greet', 'invitation-email', 'delivery', ?, now(), 8, ?, 'running', 1, now(), gen_random_uuid())`,
      [job, JSON.stringify({ deliveryId: id }), newId()],
    );
    await database.em().execute(
      `insert into delivery (id, job_id, template, recipient, locale, subject_type, subject_id, organisation_id, state, attempts, message_id)
       values (?, ?, 'greet', 'again@b.example', 'en', 'spec', ?, ?, 'sending', 1, '<first@tandem.example>')`,
      [id, job, newId(), newId()],
    );
    const worker = await workerFor(database, sink.url, { ON_UNCERTAIN: 'resend' });
    await until(async () => (await database.em().execute<unknown[]>(`select 1 from delivery where state = 'sent' and attempts = 2`)).length > 0);
    expect(sink.mails.map(({ messageId }) => messageId)).toEqual(['<first@tandem.example>']);
    await worker.close();
    await sink.close();
    await database.close();
  });
});

describe('deliveries to a difficult mail server', () => {
  it('F14: become uncertain when the text was taken and never confirmed', async () => {
    const database = await databaseWithOutcomes();
    const { url, server, taken } = await silentServer();
    const worker = await workerFor(database, url);
    const id = await worker.get(EntityManager).transactional(async () =>
      worker.get(Deliveries).add({ template: 'greet', recipient: 'a@b.example', locale: 'en', subject: { type: 'spec', id: newId() }, organisationId: newId(), job: greet }),
    );
    const state = () => database.em().execute<{ state: string; reason: string }[]>('select state, reason from delivery where id = ?', [id]);
    await until(async () => (await state())[0]?.state === 'uncertain');
    expect(await state()).toEqual([{ state: 'uncertain', reason: 'REPLY_MISSING' }]);
    expect(taken()).toBe(1);
    await worker.close();
    server.close();
    await database.close();
  });

  it('F13: wait without using up attempts while the server cannot be reached, and all go out when it is back', async () => {
    const database = await databaseWithOutcomes();
    const first = await mailSink();
    const port = Number(new URL(first.url).port);
    await first.close();
    const worker = await workerFor(database, `smtp://127.0.0.1:${port}`);
    const ids = await worker.get(EntityManager).transactional(async () =>
      Array.from({ length: 15 }, (_, index) =>
        worker.get(Deliveries).add({ template: 'greet', recipient: `r${index}@b.example`, locale: 'en', subject: { type: 'spec', id: newId() }, organisationId: newId(), job: greet }),
      ),
    );
    await new Promise((done) => setTimeout(done, 1500));
    const states = await database.em().execute<{ state: string; attempts: number }[]>('select distinct state, attempts from delivery');
    expect(states).toEqual([{ state: 'queued', attempts: 0 }]);
    const back = await mailSink(undefined, port);
    await until(async () => (await database.em().execute<unknown[]>(`select 1 from delivery where state = 'sent' and attempts = 1`)).length === ids.length);
    expect(back.mails).toHaveLength(15);
    expect(await database.em().execute(`select distinct attempts from job where kind = 'delivery'`)).toEqual([{ attempts: 1 }]);
    await worker.close();
    await back.close();
    await database.close();
  });
});
