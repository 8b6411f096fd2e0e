import type { EntityManager } from '@mikro-orm/postgresql';
import { CompiledQuery } from 'kysely';

/** `?` as PostgreSQL counts parameters. */
function numbered(sql: string): string {
  let number = 0;
  return sql.replaceAll('?', () => `$${++number}`);
}

/**
 * The rows of a statement that is prepared once per connection; `?` stands for each parameter, and for nothing else. Runs in the
 * transaction that is open, if any. For statements that every request runs: the text stays the same and values go beside it,
 * where `em.execute` writes them into the text, which is then planned anew.
 * @throws the same exceptions as `em.execute`.
 */
export async function query<Row>(em: EntityManager, sql: string, parameters: readonly unknown[]): Promise<Row[]> {
  try {
    return (await em.getKysely().executeQuery<Row>(CompiledQuery.raw(numbered(sql), [...parameters]))).rows;
  } catch (error) {
    throw error instanceof Error ? em.getPlatform().getExceptionConverter().convertException(error) : error;
  }
}
