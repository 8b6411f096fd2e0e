// Tandem itself: a private stack, driven through its API.
import { Redis } from 'ioredis';
import { Client as Postgres } from 'pg';
import { Client } from '../services/client.ts';
import { startStack } from '../services/stack.ts';
import type { Sink } from './sink.ts';
import type { Committed, Subject } from './subject.ts';

const CONCURRENCY = 10;
const REQUESTS = '/v1/relationshiprequests';

/** Starts Tandem with two workers, sending to the sink. */
export async function startProduct(sink: Sink, say: (text: string) => void): Promise<Subject> {
  const stack = await startStack({ ports: 'free', workers: 2, mail: sink.url, env: { SANDBOX: 'true', WORKER_CONCURRENCY: String(CONCURRENCY), RATE_LIMIT_PER_MINUTE: '1000000' }, say });
  const database = new Postgres({ connectionString: stack.databaseUrl });
  await database.connect();
  const redis = new Redis(stack.redisUrl);
  const partner = await new Client(stack.url).as('sa@nordwind.example');
  let turn = 0;
  return {
    concurrency: CONCURRENCY,
    async order(recipient) {
      const draft = await partner.call('POST', REQUESTS, { relationshipType: 'is_indirect_cloud_solution_provider_of', email: recipient, language: 'en' });
      const sent = await partner.call('POST', `${REQUESTS}/${String(draft.body['id'])}/send`);
      if (sent.status !== 200) throw new Error(`${recipient} was not accepted: ${sent.status} ${JSON.stringify(sent.body)}`);
    },
    killWorker: () => stack.workers[turn++ % stack.workers.length]?.signal('SIGKILL'),
    flush: async () => void (await redis.flushall()),
    async waiting() {
      const { rows } = await database.query<{ count: string }>(`select count(*) from job where state = 'dispatched'`);
      return Number(rows[0]?.count);
    },
    committed: async () => (await database.query<Committed>('select id, recipient, state, reason from delivery')).rows,
    async idle() {
      const { rows } = await database.query<{ open: string }>(
        `select (select count(*) from delivery where state in ('queued', 'sending', 'deferred')) + (select count(*) from job where state in ('pending', 'dispatched', 'running') and run_at <= business_now()) as open`,
      );
      return rows[0]?.open === '0';
    },
    async stop() {
      redis.disconnect();
      await database.end();
      await stack.stop();
    },
  };
}
