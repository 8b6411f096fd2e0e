// The reference's api: commits, then adds to the queue. A repeated order is known by its row and gets its answer again.
import { createServer } from 'node:http';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { Pool } from 'pg';

const [postgres, redis] = process.argv.slice(2);
const database = new Pool({ connectionString: postgres ?? '', max: 10 });
// Whoever stops the server says so to idle connections.
database.on('error', () => undefined);
const queue = new Queue('mail', { connection: new Redis(redis ?? '', { maxRetriesPerRequest: null }) });

/** After how many commits from now it dies. */
let left = Infinity;
process.on('message', (commits: number) => void (left = commits));

const server = createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? '', 'http://naive');
  const [id, recipient] = [searchParams.get('id') ?? '', searchParams.get('recipient') ?? ''];
  const order = async (): Promise<void> => {
    const { rowCount } = await database.query(`insert into mail values ($1, $2, 'queued') on conflict do nothing`, [id, recipient]);
    if (rowCount !== 0) {
      if (--left <= 0) process.kill(process.pid, 'SIGKILL');
      await queue.add('send', { id, recipient }, { attempts: 5, removeOnComplete: true });
    }
    response.writeHead(202).end();
  };
  order().catch(() => response.writeHead(503).end());
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: address && typeof address === 'object' ? address.port : 0 });
});
process.once('disconnect', () => process.exit(0));
