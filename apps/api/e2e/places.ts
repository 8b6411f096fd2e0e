import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Client as Database } from 'pg';
import { SMTPServer } from 'smtp-server';

/** A place where a product leaves words behind, and all of them. */
export interface Place {
  readonly name: string;
  readonly text: string;
}

/** Takes what a collector of traces takes, whole. */
export async function traceCollector(): Promise<{ url: string; words: () => string; stop: () => void }> {
  const received: Buffer[] = [];
  const server: Server = createServer((request, response) => {
    void buffer(request).then((body) => (received.push(body), response.end('{}')));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, words: () => Buffer.concat(received).toString('utf8'), stop: () => void server.close() };
}

/** A mail server that keeps every byte it is told, credentials too. */
export async function rawInbox(): Promise<{ port: number; words: () => string; stop: () => Promise<void> }> {
  const received: Buffer[] = [];
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: (_auth, _session, done) => done(null, { user: 'tandem' }),
    onData: (stream, _session, done) => {
      stream.on('data', (chunk: Buffer) => received.push(chunk));
      stream.on('end', () => done());
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Long lines are folded with a = at their end; put together again, words can be found.
  const words = (): string => Buffer.concat(received).toString('utf8').replace(/=\r\n/g, '').replace(/=3D/g, '=');
  return { port: (server.server.address() as AddressInfo).port, words, stop: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** Hears every command that Redis is given, with keys and values, from now on. */
export async function redisListener(url: string): Promise<{ words: () => string; stop: () => void }> {
  const { hostname, port } = new URL(url);
  const heard: Buffer[] = [];
  // Redis's own client takes what comes right behind the OK for answers that nobody asked for.
  const socket = connect(Number(port), hostname);
  socket.on('data', (chunk: Buffer) => void heard.push(chunk)).write('MONITOR\r\n');
  await once(socket, 'data');
  return { words: () => Buffer.concat(heard).toString('utf8').replaceAll('\\"', '"'), stop: () => void socket.destroy() };
}

/** Every row of every table, as text. */
export async function tables(url: string): Promise<Place[]> {
  const database = new Database({ connectionString: url });
  await database.connect();
  const { rows } = await database.query<{ name: string }>(`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`);
  const found: Place[] = [];
  for (const { name } of rows) {
    const { rows: text } = await database.query<{ row: string }>(`select to_jsonb(t)::text as row from "${name}" t`);
    found.push({ name: `table ${name}`, text: text.map(({ row }) => row).join('\n') });
  }
  await database.end();
  return found;
}

/** Every log of a stack's applications. */
export const logs = (dir: string): Place[] =>
  readdirSync(join(dir, 'logs'))
    .filter((file) => /^(api|worker|migrate)/.test(file))
    .map((file) => ({ name: `log ${file}`, text: readFileSync(join(dir, 'logs', file), 'utf8') }));

/** How a secret may be written: as it is, encoded for an address, in a JSON text, in base64 and in hex. */
export const spellings = (secret: string): string[] => [
  ...new Set([secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), Buffer.from(secret).toString('base64').replace(/=+$/, ''), Buffer.from(secret).toString('base64url'), Buffer.from(secret).toString('hex')]),
];

/** Names of the places in which a secret stands, however it is written. */
export const foundIn = (places: readonly Place[], secret: string): string[] => places.filter(({ text }) => spellings(secret).some((one) => text.includes(one))).map(({ name }) => name);
