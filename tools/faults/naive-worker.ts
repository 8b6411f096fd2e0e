// The reference's worker: sends, then marks.
import { Worker } from 'bullmq';
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
process.once('disconnect', () => process.exit(0));
