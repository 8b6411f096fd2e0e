// A private Redis; where the program comes from is the caller's business (redis-program.ts).
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from './ports.ts';
import { redisProgram } from './redis-program.ts';
import { Supervised } from './supervised.ts';
import type { Program } from './supervised.ts';

export { redisProgram } from './redis-program.ts';

export interface RedisOptions {
  /** Folder of an append-only file; without it nothing is kept. */
  readonly dir?: string;
  readonly port?: number;
  readonly log?: string;
}

/** A server that is set up but not started. */
export interface PreparedRedis {
  readonly program: Program;
  readonly url: string;
  readonly port: number;
  /** Waits for it to answer; `alive` tells whether waiting makes sense. */
  ready(alive: () => boolean): Promise<void>;
  /** Removes what it kept, when nothing was to be kept. */
  remove(): void;
}

export interface RunningRedis {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.setTimeout(500, () => socket.destroy());
    socket.once('data', (data) => {
      resolve(data.toString().startsWith('+PONG'));
      socket.destroy();
    });
    socket.once('close', () => resolve(false));
    socket.once('error', () => resolve(false));
  });

/** @throws Error when this machine has no program for it. */
export async function prepareRedis({ dir, port: wanted, log }: RedisOptions): Promise<PreparedRedis> {
  const command = redisProgram();
  if (!command) throw new Error('Neither redis-server nor valkey-server is on PATH');
  const port = wanted ?? (await freePort());
  const folder = dir ?? mkdtempSync(join(tmpdir(), 'tandem-redis-'));
  if (dir) mkdirSync(dir, { recursive: true, mode: 0o700 });
  const kept = dir ? ['--appendonly', 'yes', '--appendfsync', 'everysec'] : ['--appendonly', 'no'];
  const program: Program = {
    name: 'redis',
    command,
    args: ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--maxmemory-policy', 'noeviction', ...kept],
    cwd: folder,
    log: log ?? join(folder, 'redis.log'),
    ends: [['SIGTERM', 3000]],
    store: true,
  };
  const ready = async (alive: () => boolean): Promise<void> => {
    for (const until = Date.now() + 15_000; Date.now() < until && alive(); await wait(50)) if (await answers(port)) return;
    throw new Error(`Redis did not start:\n${readFileSync(program.log, 'utf8').trimEnd().split('\n').slice(-10).join('\n')}`);
  };
  return { program, url: `redis://127.0.0.1:${port}`, port, ready, remove: () => (dir ? undefined : rmSync(folder, { recursive: true, force: true })) };
}

/**
 * Starts Redis on 127.0.0.1 with `noeviction`, durable (append-only file) when `dir` is given.
 * @throws Error when no program is there or it does not answer within 15 s.
 */
export async function startRedis(options: RedisOptions = {}): Promise<RunningRedis> {
  const { program, url, port, ready, remove } = await prepareRedis(options);
  const server = new Supervised(program);
  const stop = async (): Promise<void> => {
    await server.stop();
    remove();
  };
  server.start();
  try {
    await ready(() => server.restarts === 0);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, port, stop };
}
