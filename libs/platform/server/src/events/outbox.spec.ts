import { FixedClock, newId } from '@tandem/platform-kernel';
import { defineEvent } from '@tandem/platform-contract';
import { testDatabase } from '@tandem/platform-testing';
import type { TestDatabase } from '@tandem/platform-testing';
import { Client } from 'pg';
import * as z from 'zod';
import { Config } from '../config/config';
import type { ConfigValues } from '../config/config';
import { withCorrelationId } from '../http/correlation';
import { defineJob } from '../jobs/definition';
import { JobDefinitions } from '../jobs/job-definitions';
import { Jobs } from '../jobs/jobs';
import { Deliveries } from '../mail/deliveries';
import { platformDatabase } from '../orm/platform-database';
import { Announcer } from './announcer';
import { Events } from './events';
import { LiveChanges } from './live-changes';
import type { LiveChange } from './live-changes';
import { Outbox } from './outbox';
import { Signals } from './signals';
import { timelineOf } from './timeline';

const shelved = defineEvent({ name: 'library.book-shelved', data: z.object({ bookId: z.uuid() }) });
const countBooks = defineJob({ name: 'library.count-books', queue: 'notification', kind: 'transactional', payload: z.object({ bookId: z.uuid(), eventId: z.uuid() }), on: shelved });
const dust = defineJob({ name: 'library.dust', queue: 'notification', kind: 'transactional', payload: z.object({ shelf: z.string() }) });
const tellReader = defineJob({ name: 'library.tell-reader', queue: 'notification', kind: 'delivery' });

const AT = new Date('2020-02-03T04:05:06.789Z');

describe('what a transaction records', () => {
  let database: TestDatabase;
  let signals: Signals;
  let events: Events;
  let jobs: Jobs;
  let deliveries: Deliveries;
  const changes: LiveChange[] = [];
  const organisation = newId();

  beforeAll(async () => {
    database = await testDatabase(platformDatabase);
    signals = new Signals(new Config({ DATABASE_URL: database.ownerUrl } as ConfigValues));
    const live = new LiveChanges(signals);
    live.onApplicationBootstrap();
    live.on((change) => changes.push(change));
    const outbox = new Outbox(database.orm.em, new FixedClock(AT), new JobDefinitions([countBooks, dust, tellReader]), new Announcer(signals));
    events = new Events(outbox);
    jobs = new Jobs(outbox);
    deliveries = new Deliveries(outbox);
  });
  afterAll(async () => {
    await signals.onApplicationShutdown();
    await database.close();
  });

  const shelve = (bookId: string): void => events.add(shelved, { organisations: [organisation], subjects: [{ type: 'book', id: bookId }], data: { bookId } });
  const write = (bookId: string): string =>
    deliveries.add({ template: 'arrived', recipient: 'reader@library.example', locale: 'en', subject: { type: 'book', id: bookId }, organisationId: organisation, job: tellReader });
  const rows = <Row>(sql: string, parameters: unknown[]): Promise<Row[]> => database.em().execute(sql, parameters);
  const eventsOf = (bookId: string) => rows<{ type: string; at: string; correlation_id: string }>('select * from event where subjects @> array[?]', [`book:${bookId}`]);

  it('is stored with the commit: event, subscribed job, job and delivery, under one correlation id', async () => {
    const bookId = newId();
    const deliveryId = await withCorrelationId('c-1', () =>
      database.orm.em.transactional(async () => {
        shelve(bookId);
        jobs.add(dust, { shelf: 'A' }, { subject: { type: 'book', id: bookId } });
        return write(bookId);
      }),
    );
    const [event] = await eventsOf(bookId);
    expect(event).toMatchObject({ type: 'library.book-shelved', correlation_id: 'c-1', organisation_id: organisation, visible_to: [organisation], data: { bookId } });
    expect(new Date(event?.at ?? 0)).toEqual(AT);
    const stored = await rows<{ name: string; state: string; payload: object; correlation_id: string }>('select * from job where subject_id = ? order by name', [bookId]);
    expect(stored.map(({ name, state, correlation_id }) => [name, state, correlation_id])).toEqual([
      ['library.count-books', 'pending', 'c-1'],
      ['library.dust', 'pending', 'c-1'],
      ['library.tell-reader', 'pending', 'c-1'],
    ]);
    expect(stored[0]?.payload).toMatchObject({ bookId, eventId: expect.any(String) });
    expect(await rows('select state, recipient from delivery where id = ?', [deliveryId])).toEqual([{ state: 'queued', recipient: 'reader@library.example' }]);
  });

  it('leaves nothing when the transaction is rolled back', async () => {
    const bookId = newId();
    const failing = database.orm.em.transactional(async () => {
      shelve(bookId);
      write(bookId);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await eventsOf(bookId)).toEqual([]);
    expect(await rows('select id from job where subject_id = ? union all select id from delivery where subject_id = ?', [bookId, bookId])).toEqual([]);
  });

  it('leaves nothing when the commit itself fails', async () => {
    const bookId = newId();
    const failing = database.orm.em.transactional(async (em) => {
      await em.execute('create temp table late (number int unique deferrable initially deferred) on commit drop');
      await em.execute('insert into late values (1), (1)');
      shelve(bookId);
      write(bookId);
    });
    await expect(failing).rejects.toThrow(/late/);
    expect(await eventsOf(bookId)).toEqual([]);
    expect(await rows('select id from job where subject_id = ? union all select id from delivery where subject_id = ?', [bookId, bookId])).toEqual([]);
  });

  it('drops what a rolled back savepoint recorded and keeps the rest', async () => {
    const [kept, inner, dropped] = [newId(), newId(), newId()];
    await database.orm.em.transactional(async (em) => {
      shelve(kept);
      await em.transactional(async () => shelve(inner));
      await em.transactional(async () => {
        shelve(dropped);
        throw new Error('no');
      }).catch(() => undefined);
    });
    expect((await Promise.all([kept, inner, dropped].map(eventsOf))).map((found) => found.length)).toEqual([1, 1, 0]);
  });

  it('is refused outside of a transaction, where it would be lost in silence', () => {
    expect(() => shelve(newId())).toThrow(/inside a transaction/);
  });

  it('is refused when the payload does not fit', async () => {
    await expect(database.orm.em.transactional(async () => shelve('not an id'))).rejects.toThrow(/bookId/);
  });

  it('F23: takes back mails that have not gone out, also of the same transaction, and keeps the one that replaces them', async () => {
    const bookId = newId();
    const old = await database.orm.em.transactional(async () => write(bookId));
    const [skipped, fresh] = await database.orm.em.transactional(async () => {
      const first = write(bookId);
      deliveries.cancel({ type: 'book', id: bookId });
      return [first, write(bookId)];
    });
    const state = async (id: string) => (await rows<{ state: string; job: string }>('select d.state, j.state as job from delivery d join job j on j.id = d.job_id where d.id = ?', [id]))[0];
    expect([await state(old), await state(skipped), await state(fresh)]).toEqual([{ state: 'cancelled', job: 'dismissed' }, undefined, { state: 'queued', job: 'pending' }]);
  });

  it('AUD-04: cannot be changed or deleted, neither by the application nor by hand', async () => {
    const bookId = newId();
    await database.orm.em.transactional(async () => shelve(bookId));
    await expect(rows('update event set type = ?', ['x'])).rejects.toThrow(/permission denied/);
    await expect(rows('delete from event', [])).rejects.toThrow(/permission denied/);
    await expect(rows('truncate event', [])).rejects.toThrow(/permission denied/);
    const owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await expect(owner.query("update event set type = 'x'")).rejects.toThrow(/append-only/);
    await expect(owner.query('delete from event')).rejects.toThrow(/append-only/);
    await owner.end();
    expect(await eventsOf(bookId)).toHaveLength(1);
  });

  it('reaches live views after the commit', async () => {
    const bookId = newId();
    await database.orm.em.transactional(async () => shelve(bookId));
    for (let wait = 0; wait < 100 && !changes.some((change) => change !== 'missed' && change.subjects.includes(`book:${bookId}`)); wait++) await new Promise((done) => setTimeout(done, 20));
    expect(changes).toContainEqual({ type: 'library.book-shelved', subjects: [`book:${bookId}`], visibleTo: [organisation] });
  });

  it('tells the story of a record, newest first and page by page, only to those who may see it', async () => {
    const bookId = newId();
    for (let turn = 0; turn < 3; turn++) await database.orm.em.transactional(async () => shelve(bookId));
    await database.orm.em.transactional(async () => write(bookId));
    const subject = { type: 'book', id: bookId };
    const first = await timelineOf(database.em(), subject, organisation, { size: 3 });
    const last = first.at(-1);
    const second = await timelineOf(database.em(), subject, organisation, { size: 3, after: last && { at: last.at.toISOString(), id: last.id } });
    expect([...first, ...second].map(({ type }) => type)).toEqual(['delivery.queued', 'library.book-shelved', 'library.book-shelved', 'library.book-shelved']);
    expect(new Set([...first, ...second].map(({ id }) => id)).size).toBe(4);
    expect(await timelineOf(database.em(), subject, newId(), { size: 10 })).toEqual([]);
  });
});
