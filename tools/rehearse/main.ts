// Rehearses what docs/operations.md says about backups: a dump taken while mails wait, brought back on another server with an empty Redis.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client as Database } from 'pg';
import { startSink } from '../faults/sink.ts';
import type { Sink } from '../faults/sink.ts';
import { Client } from '../services/client.ts';
import { removePostgres, startPostgres } from '../services/postgres.ts';
import { postgresTools } from '../services/postgres-tools.ts';
import type { PostgresTools } from '../services/postgres-tools.ts';
import { startStack } from '../services/stack.ts';

const run = promisify(execFile);
const REQUESTS = '/v1/relationshiprequests';
const MAILS = 5;
const QUIET_MS = 15_000;
const say = (text: string): void => console.log(text);

function expect(what: string, seen: unknown, wanted: unknown): void {
  if (JSON.stringify(seen) !== JSON.stringify(wanted)) throw new Error(`${what}: ${JSON.stringify(seen)} instead of ${JSON.stringify(wanted)}`);
  say(`${what}: ${JSON.stringify(seen)}`);
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const database = new Database({ connectionString: url });
  await database.connect();
  try {
    return (await database.query({ text: sql, rowMode: 'array' })).rows;
  } finally {
    await database.end();
  }
}

/** What must be the same afterwards. */
const state = (url: string): Promise<unknown[]> =>
  ask(url, `select (select count(*) from event), (select count(*) from invitation), (select count(*) from delivery where state = 'queued'), (select count(*) from migration)`);

/** Nobody works on the jobs, so the mails are still waiting when the dump is taken. */
async function fill(databaseUrl: string, sink: Sink): Promise<void> {
  const stack = await startStack({ ports: 'free', workers: 0, mail: sink.url, env: { SANDBOX: 'true', DATABASE_URL: databaseUrl }, say });
  try {
    const agent = await new Client(stack.url).as('sa@nordwind.example');
    for (let number = 1; number <= MAILS; number++) {
      const { body } = await agent.call('POST', REQUESTS, { relationshipType: 'is_indirect_cloud_solution_provider_of', email: `r${number}@restored${number}.example`, language: 'en' });
      const { status } = await agent.call('POST', `${REQUESTS}/${String(body['id'])}/send`);
      if (status >= 300) throw new Error(`A request could not be sent: ${status}`);
    }
  } finally {
    await stack.stop();
  }
}

async function bringBack({ restore }: PostgresTools, file: string, url: string): Promise<void> {
  // Roles belong to the server, not to the database: a dump grants to these two and does not make them.
  await ask(url, 'create role tandem_app');
  await ask(url, 'create role tandem_across in role tandem_app');
  await run(restore, ['--exit-on-error', '--dbname', url, file]);
}

async function goOn(databaseUrl: string, sink: Sink): Promise<void> {
  const stack = await startStack({ ports: 'free', workers: 1, mail: sink.url, env: { SANDBOX: 'true', DATABASE_URL: databaseUrl }, build: false, say });
  try {
    const agent = await new Client(stack.url).as('sa@nordwind.example');
    expect('requests in the list', ((await agent.call('GET', REQUESTS)).body['items'] as unknown[]).length, MAILS);
    await sink.until(MAILS, QUIET_MS);
    await sink.until(MAILS + 1, 3000);
    expect('mails that waited arrived, each once', [sink.accepted.length, new Set(sink.accepted.map(({ messageId }) => messageId)).size], [MAILS, MAILS]);
  } finally {
    await stack.stop();
  }
}

async function rehearse(tools: PostgresTools): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'tandem-rehearse-'));
  const [before, after] = [join(dir, 'before'), join(dir, 'after')];
  const file = join(dir, 'tandem.dump');
  const servers = await Promise.all([before, after].map((folder) => startPostgres({ dir: folder, programs: tools, throwAway: true })));
  const sink = await startSink(0);
  try {
    const [from, to] = servers.map(({ url }) => url) as [string, string];
    await fill(from, sink);
    await run(tools.dump, ['--format=custom', '--file', file, from]);
    await bringBack(tools, file, to);
    expect('events, requests, waiting mails, migrations', await state(to), await state(from));
  expect('events can still not be changed', await ask(to, `update event set type = 'x'`).catch(({ message }: Error) => message), 'events are append-only');
    await goOn(to, sink);
  } finally {
    sink.stop();
    await Promise.all(servers.map((server) => server.stop()));
    for (const folder of [before, after]) removePostgres(folder);
    rmSync(dir, { recursive: true, force: true });
  }
}

const tools = postgresTools();
if (!tools) {
  console.error('This machine has no pg_dump with a PostgreSQL server of the same version beside it; nothing was rehearsed.');
  process.exit(2);
}
await rehearse(tools);
say('the backup is whole');
process.exit(0);
