import { MikroORM } from '@mikro-orm/postgresql';
import { testDatabase } from '@tandem/platform-testing';
import type { TestDatabase } from '@tandem/platform-testing';
import { Client } from 'pg';
import { ormOptions } from './orm-options';
import { platformDatabase } from './platform-database';

describe('a pool whose database was restarted', () => {
  let database: TestDatabase;
  let orm: MikroORM;
  let owner: Client;

  beforeAll(async () => {
    database = await testDatabase(platformDatabase);
    owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    orm = await MikroORM.init(ormOptions({ url: database.ownerUrl, parts: [platformDatabase], as: 'app', pool: 2 }));
  });
  afterAll(async () => {
    await orm.close();
    await owner.end();
    await database.close();
  });

  const kill = (pid: number): Promise<unknown> => owner.query('select pg_terminate_backend($1)', [pid]);
  const pidOf = async (em: typeof orm.em): Promise<number> => Number((await em.execute<{ pid: number }[]>('select pg_backend_pid() as pid'))[0]?.pid);

  it('F10: gives every place back, however often a connection dies in the middle of a transaction', async () => {
    for (let time = 1; time <= 5; time++) {
      const broken = orm.em.fork().transactional(async (em) => {
        await kill(await pidOf(em));
        await em.execute('select 1');
      });
      await expect(broken).rejects.toThrow();
    }
    expect(await pidOf(orm.em.fork())).toBeGreaterThan(0);
  });

  it('F10: also when it dies while the transaction does something else, and at its commit', async () => {
    for (let time = 1; time <= 3; time++) {
      const atCommit = orm.em.fork().transactional(async (em) => {
        await kill(await pidOf(em));
        await new Promise((done) => setTimeout(done, 50));
      });
      await expect(atCommit).rejects.toThrow();
    }
    const both = await Promise.all([1, 2].map(() => orm.em.fork().transactional(async (em) => pidOf(em))));
    expect(new Set(both).size).toBe(2);
  });

  it('F10: and outside of transactions', async () => {
    for (let time = 1; time <= 3; time++) {
      const em = orm.em.fork();
      await expect(em.execute(`select pg_terminate_backend(pg_backend_pid()), pg_sleep(5)`)).rejects.toThrow();
    }
    expect(await pidOf(orm.em.fork())).toBeGreaterThan(0);
  });

  it('closes although a connection was still being opened', async () => {
    const closing = await MikroORM.init(ormOptions({ url: database.ownerUrl, parts: [platformDatabase], as: 'app', pool: 2 }));
    await pidOf(closing.em.fork());
    // The one that there is has something to do, so that the second statement needs a new one; it comes when the pool is ending.
    const statements = [1, 2].map(() => pidOf(closing.em.fork()).catch(() => undefined));
    await new Promise((done) => setImmediate(done));
    await closing.close();
    expect((await Promise.all(statements))[0]).toBeGreaterThan(0);
  });
});
