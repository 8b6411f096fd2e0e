// A private PostgreSQL from the npm package: nothing has to be installed on the machine.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { keepClean } from './guardian.ts';
import { freePort } from './ports.ts';
import { postgresPlace } from './postgres-place.ts';
import type { Place, Programs } from './postgres-place.ts';
import { birthOf, endStranger } from './processes.ts';
import { Supervised } from './supervised.ts';
import type { Program } from './supervised.ts';

export { removePostgres } from './postgres-place.ts';

const USER = 'tandem';

export interface PostgresOptions {
  /** Folder of the data; becomes a link to the real place when that has to be elsewhere. */
  readonly dir: string;
  readonly port?: number;
  /** Where its own messages go; standard: a file beside the data. */
  readonly log?: string;
  /** Programs of the machine instead of those that npm brings along. */
  readonly programs?: Programs;
  /** For tests only: trades durability for speed, and the data go with the process that started it. */
  readonly throwAway?: boolean;
}

/** A server that is set up but not started. */
export interface PreparedPostgres {
  readonly program: Program;
  /** Connection string of the superuser on the database `tandem`. */
  readonly url: string;
  readonly port: number;
  /** Waits for it to answer and makes the database when it is missing. `alive` tells whether waiting makes sense. */
  ready(alive: () => boolean): Promise<void>;
}

export interface RunningPostgres {
  readonly url: string;
  readonly port: number;
  /** Ends all connections and waits for the process to be gone. */
  stop(): Promise<void>;
}

function initialise({ home, initdb, identity }: Place): void {
  const secret = join(home, 'password');
  writeFileSync(secret, randomBytes(18).toString('base64url'), { mode: 0o600 });
  if (identity.uid !== undefined) chownSync(secret, identity.uid, identity.gid ?? identity.uid);
  const made = spawnSync(
    initdb,
    ['-D', join(home, 'data'), '-U', USER, '--auth=scram-sha-256', `--pwfile=${secret}`, '--encoding=UTF8', '--locale=C', '--no-instructions', '--no-sync'],
    { ...identity, cwd: home, encoding: 'utf8', env: { PATH: process.env.PATH, TZ: 'UTC', HOME: home } },
  );
  if (made.status === 0) return;
  rmSync(join(home, 'data'), { recursive: true, force: true });
  throw new Error(`PostgreSQL could not be set up: ${made.error?.message ?? made.stderr}`);
}

/** After a kill -9 the server may live on, or its lock name a process that is now somebody else's; both would stop a start. */
async function clearLock(data: string): Promise<void> {
  const lock = join(data, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const [pid, folder] = readFileSync(lock, 'utf8').split('\n');
  const birth = birthOf(Number(pid));
  const isServer = (): boolean => process.platform !== 'linux' || readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(data);
  if (birth && folder === data && isServer()) await endStranger(Number(pid), birth, 'SIGINT');
  else rmSync(lock, { force: true });
}

async function ensureDatabase(server: string): Promise<void> {
  const client = new Client({ connectionString: `${server}/postgres` });
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = 'tandem'");
    if (!rowCount) await client.query('create database tandem');
  } finally {
    await client.end();
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 1000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Makes the data on first use. The caller must hold `dir`: a server found running on it is taken for a leftover and ended. */
export async function preparePostgres({ dir, port: wanted, log, programs, throwAway }: PostgresOptions): Promise<PreparedPostgres> {
  const place = await postgresPlace(dir, programs);
  const data = join(place.home, 'data');
  if (existsSync(join(data, 'PG_VERSION'))) await clearLock(data);
  else initialise(place);
  const port = wanted ?? (await freePort());
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'max_connections=200',
    'timezone=UTC',
    'log_timezone=UTC',
    ...(throwAway ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] : []),
  ];
  const program: Program = {
    name: 'postgres',
    command: place.postgres,
    args: ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
    cwd: place.home,
    env: { PATH: process.env.PATH, HOME: place.home },
    ...place.identity,
    log: log ?? join(place.home, 'postgres.log'),
    ends: [['SIGINT', 3000], ['SIGQUIT', 500]],
    store: true,
  };
  const server = `postgres://${USER}:${readFileSync(join(place.home, 'password'), 'utf8')}@127.0.0.1:${port}`;
  const ready = async (alive: () => boolean): Promise<void> => {
    for (const until = Date.now() + 30_000; Date.now() < until && alive(); await wait(50)) {
      if (await answers(`${server}/postgres`)) return ensureDatabase(server);
    }
    throw new Error(`PostgreSQL did not start:\n${readFileSync(program.log, 'utf8').trimEnd().split('\n').slice(-10).join('\n')}`);
  };
  return { program, url: `${server}/tandem`, port, ready };
}

/**
 * Starts PostgreSQL on 127.0.0.1 with data in `dir`, made on first use.
 * @throws Error when it cannot be set up or does not start.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const { program, url, port, ready } = await preparePostgres(options);
  const server = new Supervised(program);
  if (options.throwAway) keepClean(resolve(options.dir));
  server.start();
  try {
    await ready(() => server.restarts === 0);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { url, port, stop: () => server.stop() };
}
