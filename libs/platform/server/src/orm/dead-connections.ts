import type { Pool, PoolClient } from 'pg';

/**
 * Takes connections that died while somebody had them out of the pool. A transaction whose connection is gone can neither commit
 * nor roll back, and Kysely gives it back only after one of both: without this each one would occupy a place for ever, and a
 * restarted database would leave a process that waits for connections until it is started again (F10).
 * So it is with one that is opened while the pool ends: Kysely has let go of the pool by then and forgets who was to have it,
 * and a process that was told to stop would wait for ever.
 */
export function releaseDeadConnections(pool: Pool): void {
  const out = new WeakSet<PoolClient>();
  pool.on('acquire', (client) => {
    out.add(client);
    // It is being handed over just now; its release comes with it.
    if (pool.ending) process.nextTick(() => client.release(true));
  });
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
