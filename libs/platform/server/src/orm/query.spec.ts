import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { testDatabase } from '@tandem/platform-testing';
import type { TestDatabase } from '@tandem/platform-testing';
import { platformDatabase } from './platform-database';
import { query } from './query';

const PREPARED = 'select statement from pg_prepared_statements where statement like ?';
const KEEP = 'insert into stored_answer (key, body_hash, status, headers) values (?, ?, 200, ?::jsonb) returning key, status, created_at';

describe('a statement with parameters beside it', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase(platformDatabase);
  });
  afterAll(() => database.close());

  it('is prepared once per connection, however often it runs', async () => {
    await database.em().transactional(async (em) => {
      for (const text of ['one', 'two', "it's $1 ?"]) expect(await query(em, 'select ?::text as said', [text])).toEqual([{ said: text }]);
      expect(await query(em, PREPARED, ['select $1::text as said%'])).toHaveLength(1);
    });
  });

  it('runs in the open transaction and is undone with it', async () => {
    const key = 'undone';
    const em = database.em();
    await expect(
      em.transactional(async (inner) => {
        await query(inner, KEEP, [key, 'hash', '{}']);
        expect(await query(inner, 'select status from stored_answer where key = ?', [key])).toEqual([{ status: 200 }]);
        throw new Error('undo');
      }),
    ).rejects.toThrow('undo');
    expect(await query(em, 'select status from stored_answer where key = ?', [key])).toEqual([]);
  });

  it('gives the rows and throws the exceptions that em.execute does', async () => {
    const em = database.em();
    const [row] = await query<object>(em, KEEP, ['same', 'hash', '{}']);
    expect(row).toEqual((await em.execute<object[]>("select key, status, created_at from stored_answer where key = 'same'"))[0]);
    await expect(query(em, KEEP, ['same', 'hash', '{}'])).rejects.toThrow(UniqueConstraintViolationException);
    await expect(query(em, KEEP, ['same', 'hash', '{}'])).rejects.toMatchObject({ code: '23505', constraint: 'stored_answer_pkey' });
  });

  it('runs when a connection holds as many as it keeps, too', async () => {
    await database.em().transactional(async (em) => {
      for (let number = 0; number < 230; number++) expect(await query(em, `select ?::int as n${number}`, [number])).toEqual([{ [`n${number}`]: number }]);
      expect((await query(em, PREPARED, ['%'])).length).toBeLessThanOrEqual(200);
    });
  });
});
