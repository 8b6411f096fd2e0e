// A private Redis; where the program comes from is the caller's business.
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from './ports.ts';

export interface RunningRedis {
  readonly url: string;
  readonly port: number;
  readonly child: ChildProcess;
  stop(): Promise<void>;
}

/** The first of `redis-server` and `valkey-server` that this machine has; undefined when it has neither. */
export const redisProgram = (): string | undefined =>
  ['redis-server', 'valkey-server'].find((program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0);

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.setTimeout(500, () => socket.destroy());
    socket.once('data', (data) => (resolve(data.toString().startsWith('+PONG')), socket.end()));
    socket.once('close', () => resolve(false));
    socket.once('error', () => resolve(false));
  });

/**
 * Starts Redis on 127.0.0.1 with `noeviction`, durable (append-only file) when `dir` is given.
 * @throws Error when no program is there or it does not answer within 10 s.
 */
export async function startRedis({ dir, port: wanted }: { dir?: string; port?: number } = {}): Promise<RunningRedis> {
  const program = redisProgram();
  if (!program) throw new Error('Neither redis-server nor valkey-server is on PATH');
  const port = wanted ?? (await freePort());
  if (dir) mkdirSync(dir, { recursive: true });
  const durable = dir ? ['--dir', dir, '--appendonly', 'yes', '--appendfsync', 'everysec'] : ['--appendonly', 'no', '--dir', '/tmp'];
  const child = spawn(program, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--maxmemory-policy', 'noeviction', ...durable], {
    detached: true,
    stdio: 'ignore',
  });
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await gone;
  };
  for (let attempt = 0; attempt < 200 && child.exitCode === null; attempt++) {
    if (await answers(port)) return { url: `redis://127.0.0.1:${port}`, port, child, stop };
    await wait(50);
  }
  await stop();
  throw new Error(`Redis did not answer on port ${port}`);
}
