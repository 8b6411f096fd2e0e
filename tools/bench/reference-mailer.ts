// The bare mailer: a nodemailer pool and a loop.
import { randomUUID } from 'node:crypto';
import nodemailer from 'nodemailer';

const [url, connections, size] = process.argv.slice(2);
const transport = nodemailer.createTransport({ url: url ?? '', pool: true, maxConnections: Number(connections), maxMessages: Infinity });
const text = 'You are invited to a partnership. Follow the link below.\n'.repeat(Math.ceil(Number(size) / 57));

process.on('message', ({ count }: { count: number }) => {
  const all = Array.from({ length: count }, () => transport.sendMail({ messageId: `<${randomUUID()}@bare.example>`, from: 'bare@bare.example', to: 'someone@partner.example', subject: 'An invitation', text, html: `<p>${text}</p>` }));
  void Promise.all(all).then(() => process.send?.([]));
});
process.send?.(0);
process.once('disconnect', () => process.exit(0));
