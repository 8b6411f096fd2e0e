import type { EntityManager } from '@mikro-orm/postgresql';
import { until } from './until';

/** A row that several works need. */
export interface MeetingPlace {
  readonly table: string;
  readonly id: string;
}

const WAITING = `
select count(distinct pid)::int as waiting from pg_locks
where not granted and pid in (select pid from pg_locks where database = (select oid from pg_database where datname = current_database()))`;

/**
 * Lets works meet at a row: each begins while somebody else holds it, and they go on together once all of them wait. What keeps two at once apart is
 * shown that way however quick the machine is.
 * @returns what each of them came to.
 */
export async function meet<Result>(em: EntityManager, { table, id }: MeetingPlace, works: readonly (() => Promise<Result>)[]): Promise<Result[]> {
  const { promise: held, resolve: go } = Promise.withResolvers<undefined>();
  // Begun from out here, so that they are in no transaction of ours.
  const done = Promise.all(works.map((work) => held.then(work)));
  await em.fork().transactional(async (own) => {
    await own.execute(`select from ${table} where id = ? for update`, [id]);
    go(undefined);
    await until(async () => (await own.execute<{ waiting: number }[]>(WAITING))[0]?.waiting === works.length, 'everybody waits');
  });
  return done;
}
