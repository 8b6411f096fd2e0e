import { MikroORM } from '@mikro-orm/postgresql';
import type { EntityManager } from '@mikro-orm/postgresql';
import { newId } from '@tandem/platform-kernel';
import { testDatabase } from '@tandem/platform-testing';
import type { TestDatabase } from '@tandem/platform-testing';
import * as fc from 'fast-check';
import { Query } from 'pg';
import { ormOptions } from '../orm/orm-options';
import { platformDatabase } from '../orm/platform-database';
import { preparingClient } from '../orm/preparing-client';
import { query } from '../orm/query';
import { across, asNobody, NOBODY, within } from './scope';

/** One thing that a request does; `inside` is done in a transaction, or in a savepoint of the one around it. */
type Step =
  | { readonly does: 'read' | 'read prepared' | 'write' | 'fail' | 'ask across' | 'read as nobody' | 'read side by side' }
  | { readonly does: 'transaction'; readonly inside: readonly Step[]; readonly ends: 'commit' | 'rollback' | 'commit after an error' };

const SEEN = 'select distinct organisation_id as id from saved_view';
const { step } = fc.letrec<{ step: Step }>((tie) => ({
  step: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ does: fc.constantFrom('read', 'read prepared', 'write', 'fail', 'ask across', 'read as nobody', 'read side by side') }),
    fc.record({ does: fc.constant('transaction'), inside: fc.array(tie('step'), { maxLength: 4 }), ends: fc.constantFrom('commit', 'rollback', 'commit after an error') }),
  ) as fc.Arbitrary<Step>,
}));

describe('what a statement sees', () => {
  let database: TestDatabase;
  let orm: MikroORM;
  const organisations = Array.from({ length: 6 }, newId);

  beforeAll(async () => {
    database = await testDatabase(platformDatabase);
    orm = await MikroORM.init(ormOptions({ url: database.ownerUrl, parts: [platformDatabase], as: 'app', pool: 2 }));
    for (const organisation of organisations) await across('worker', () => write(orm.em.fork(), organisation));
  });
  afterAll(async () => {
    await orm.close();
    await database.close();
  });

  const write = (em: EntityManager, organisation: string): Promise<unknown> =>
    em.execute(`insert into saved_view (id, organisation_id, user_id, page, name, query) values (?, ?, ?, 'p', 'n', '')`, [newId(), organisation, newId()]);
  const seen = async (em: EntityManager, prepared = false): Promise<string[]> =>
    (prepared ? await query<{ id: string }>(em, `${SEEN} where ? = 1`, [1]) : await em.execute<{ id: string }[]>(SEEN)).map(({ id }) => id).sort();

  /** What an organisation saw of others, or did not see of itself, step by step. */
  async function wrong(em: EntityManager, own: string, steps: readonly Step[]): Promise<string[]> {
    const faults: string[] = [];
    const expectSeen = (name: string, found: readonly string[], expected: readonly string[]): void => {
      if (found.join() !== expected.join()) faults.push(`${name}: ${found.length} organisations`);
    };
    for (const one of steps) {
      if (one.does === 'read') expectSeen(one.does, await seen(em), [own]);
      if (one.does === 'read prepared') expectSeen(one.does, await seen(em, true), [own]);
      if (one.does === 'write') await write(em, own);
      // In a transaction it would be the end of it.
      if (one.does === 'fail' && !em.isInTransaction()) await em.execute('select 1 / 0').catch(() => undefined);
      if (one.does === 'ask across') expectSeen(one.does, await across('worker', () => seen(em)), [...organisations].sort());
      if (one.does === 'read as nobody') expectSeen(one.does, await asNobody(() => seen(em)), []);
      if (one.does === 'read side by side') {
        const other = organisations.find((id) => id !== own) ?? '';
        const [mine, theirs, none, again] = await Promise.all([seen(em), within(other, () => seen(em, true)), asNobody(() => seen(em)), seen(em, true)]);
        expectSeen(one.does, [...mine, ...theirs, ...none, ...again], [own, other, own]);
      }
      if (one.does === 'transaction') {
        const undone = em.transactional(async (inner) => {
          faults.push(...(await wrong(inner as EntityManager, own, one.inside)));
          if (one.ends === 'rollback') throw new Error('rollback');
          if (one.ends === 'commit after an error') await inner.execute('select 1 / 0').catch(() => undefined);
        });
        await undone.catch((error: unknown) => error instanceof Error && !/^rollback$|transaction is aborted|division by zero|savepoint/i.test(error.message) && faults.push(error.message));
        // Where it is not the outermost, what failed inside has ended the whole.
        if (one.ends === 'commit after an error' && em.isInTransaction()) throw new Error('rollback');
      }
    }
    return faults;
  }

  it('SEC-01: is its own organisation, whatever requests, transactions, savepoints and faults of others share its connection', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom(...organisations), fc.array(step, { maxLength: 6 })), { minLength: 2, maxLength: 12 }), async (requests) => {
        const faults = await Promise.all(
          requests.map(([own, steps]) => within(own, () => wrong(orm.em.fork(), own, steps).catch((error: unknown) => (error instanceof Error && error.message === 'rollback' ? [] : [String(error)])))),
        );
        expect(faults.flat()).toEqual([]);
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('SEC-01: is nothing outside of any scope', async () => {
    expect(await seen(orm.em.fork())).toEqual([]);
  });

  it('SEC-01: does not begin when what it may see cannot be set', async () => {
    const em = orm.em.fork();
    const broken = em.transactional(async (inner) => {
      await inner.execute('select 1 / 0').catch(() => undefined);
      await within(organisations[0] ?? '', () => seen(inner as EntityManager));
    });
    await expect(broken).rejects.toThrow(/aborted/);
    await expect(within('not an organisation', () => seen(em))).rejects.toThrow(/uuid/);
    expect(await within(organisations[1] ?? '', () => seen(em))).toEqual([organisations[1]]);
  });

  it('SEC-01: is known again after somebody has set it by hand', async () => {
    const [own = '', other = ''] = organisations;
    await within(own, async () => {
      await orm.em.fork().transactional(async (em) => {
        await em.execute(`set app.org = '${other}'`);
        expect(await seen(em as EntityManager)).toEqual([own]);
      });
    });
  });

  describe('on a connection of one’s own', () => {
    let client: InstanceType<ReturnType<typeof preparingClient>>;
    beforeEach(async () => {
      client = new (preparingClient(NOBODY))({ connectionString: database.ownerUrl });
      client.on('error', () => undefined);
      await client.connect();
    });
    afterEach(() => client.end());

    const ids = async (): Promise<unknown[]> => (await client.query<{ id: string }>(SEEN)).rows.map(({ id }) => id);

    it('costs no message of its own while it stays the same, and one with it when it changes', async () => {
      const [own = '', other = ''] = organisations;
      let sent = 0;
      await within(own, ids);
      const socket = (client as unknown as { connection: { stream: { write(...input: unknown[]): boolean } } }).connection.stream;
      const put = socket.write.bind(socket);
      socket.write = (...input) => {
        if (String(input[0]).includes('tandem.sight')) sent++;
        return put(...input);
      };
      for (let time = 0; time < 3; time++) await within(own, ids);
      expect(sent).toBe(0);
      expect(await within(other, ids)).toEqual([other]);
      expect(sent).toBe(1);
    });

    it('SEC-01: is decided when the statement is begun, not when its turn comes', async () => {
      const [own = '', other = ''] = organisations;
      const [first, second, third] = await Promise.all([within(own, ids), within(other, ids), within(own, ids)]);
      expect([first, second, third]).toEqual([[own], [other], [own]]);
    });

    it('keeps what answers look like: rows, counts, several statements under an unchanged scope', async () => {
      await within(organisations[0] ?? '', async () => {
        expect(await client.query('select $1::int as one, 2 as two', [1])).toMatchObject({ rows: [{ one: 1, two: 2 }], rowCount: 1, command: 'SELECT' });
        expect((await client.query('select 1 as a; select 2 as b')) as unknown).toMatchObject([{ rows: [{ a: 1 }] }, { rows: [{ b: 2 }] }]);
      });
    });

    it('SEC-01: refuses the driver’s own statements, which nobody could say the sight of', () => {
      expect(() => client.query(new Query('select 1'))).toThrow(/cursor/);
    });

    it('SEC-01: gives a connection up rather than let what comes next take the answers of a statement that was not sent', async () => {
      await within(organisations[0] ?? '', () => client.query({ name: 'same', text: 'select 1 as one' }));
      const ended = new Promise((resolve) => client.once('end', resolve));
      await expect(within(organisations[1] ?? '', () => client.query({ name: 'same', text: 'select 2 as two' }))).rejects.toThrow();
      await ended;
    });
  });
});
