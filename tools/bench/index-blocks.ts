// How much of an index a statement reads.
import type { PoolClient } from 'pg';
import type { Product } from './product.ts';

type Statements = (client: PoolClient) => Promise<unknown>;

/** Blocks of an index that this transaction has read so far; what others do at the same time is not in it. */
const readSoFar = async (client: PoolClient, index: string): Promise<number> => {
  const { rows } = await client.query<{ blocks: string }>('select pg_stat_get_xact_blocks_fetched($1::regclass) as blocks', [index]);
  return Number(rows[0]?.blocks);
};

/** Blocks of an index that `claim` reads, in a transaction that is taken back; what `prepare` reads of it is not counted. */
export async function indexBlocks(product: Product, index: string, { prepare, claim }: { prepare?: Statements; claim: Statements }): Promise<number> {
  const client = await product.database.connect();
  try {
    await client.query('begin');
    await prepare?.(client);
    const before = await readSoFar(client, index);
    await claim(client);
    return (await readSoFar(client, index)) - before;
  } finally {
    await client.query('rollback');
    client.release();
  }
}
