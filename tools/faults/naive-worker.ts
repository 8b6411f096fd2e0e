// The reference's worker: sends, then marks. Every second it adds what has fallen due to the queue, and marks that.
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import nodemailer from 'nodemailer';
import { Pool } from 'pg';

const [postgres, redis, smtp, concurrency, lockMs] = process.argv.slice(2);
const database = new Pool({ connectionString: postgres ?? '' });
database.on('error', () => undefined);
const transport = nodemailer.createTransport({ url: smtp ?? '', pool: true, maxConnections: Number(concurrency) });
const connection = new Redis(redis ?? '', { maxRetriesPerRequest: null });

const worker = new Worker<{ id: string; recipient: string }>(
  'mail',
  async ({ data: { id, recipient } }) => {
    await transport.sendMail({ messageId: `<${id}@naive.example>`, from: 'naive@naive.example', to: recipient, subject: 'Hello', text: 'Hello' });
    await database.query(`update mail set state = 'sent' where id = $1`, [id]);
  },

  { connection, concurrency: Number(concurrency), lockDuration: Number(lockMs), stalledInterval: Number(lockMs) },
);
worker.on('error', () => undefined);

const TICK_MS = 1000;
const queue = new Queue('mail', { connection });
queue.on('error', () => undefined);

async function tick(): Promise<void> {
  const { rows } = await database.query<{ id: string; recipient: string }>(`select id, recipient from mail where state = 'due' and due <= now() + (select shift from clock)`);
  for (const row of rows) {
    await queue.add('send', row, { attempts: 5, removeOnComplete: true });
    await database.query(`update mail set state = 'queued' where id = $1 and state = 'due'`, [row.id]);
  }
}

/** On the second, as cron does. */
const next = (): void => void setTimeout(() => void tick().catch(() => undefined).finally(next), TICK_MS - (Date.now() % TICK_MS));
next();
process.once('disconnect', () => process.exit(0));
