import type { Pool, PoolClient } from 'pg';

/**
 * Takes connections that died while somebody had them out of the pool. A transaction whose connection is gone can neither commit
 * nor roll back, and Kysely gives it back only after one of both: without this each one would occupy a place for ever, and a
 * restarted database would leave a process that waits for connections until it is started again (F10).
 */
export function releaseDeadConnections(pool: Pool): void {
  const out = new WeakSet<PoolClient>();
  pool.on('acquire', (client) => void out.add(client));
  pool.on('release', (_error, client) => void out.delete(client));
  pool.on('connect', (client) => {
    client.on('end', () => {
      if (!out.has(client)) return;
      const { release } = client;
      // Whoever had it may still give it back; once is enough.
      client.release = () => undefined;
      release(true);
    });
  });
}
