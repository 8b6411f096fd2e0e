// The tool's side of guardian-process.ts.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { birthOf } from './processes.ts';

export type Order =
  | { readonly does: 'guard'; readonly pid: number; readonly birth: string; readonly signal: NodeJS.Signals; readonly store: boolean }
  | { readonly does: 'release'; readonly pid: number }
  | { readonly does: 'keep-clean' | 'cleaned'; readonly folder: string };

let guardian: ChildProcess | undefined;

function send(order: Order): void {
  if (!guardian) {
    guardian = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', fileURLToPath(new URL('guardian-process.ts', import.meta.url))], {
      cwd: '/',
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    guardian.unref();
    (guardian.stdin as Socket | null)?.unref();
    // Without a guardian the next start still finds what is left by its own list.
    guardian.on('error', () => undefined);
    guardian.stdin?.on('error', () => undefined);
  }
  guardian.stdin?.write(`${JSON.stringify(order)}\n`);
}

/** From now on this process ends when this tool does; `store`s end after everything that uses them. */
export function guard(pid: number, signal: NodeJS.Signals, store: boolean): void {
  const birth = birthOf(pid);
  if (birth) send({ does: 'guard', pid, birth, signal, store });
}

/** The process is gone, or not this tool's business any more. */
export const release = (pid: number): void => send({ does: 'release', pid });

/** From now on this folder, with a database that may lie elsewhere, goes when this tool dies. */
export const keepClean = (folder: string): void => send({ does: 'keep-clean', folder });

/** The folder has been removed. */
export const cleaned = (folder: string): void => send({ does: 'cleaned', folder });

/** Ends the guardian, which ends what is left; afterwards nothing that this tool started runs. */
export async function endGuardian(): Promise<void> {
  const ending = guardian;
  guardian = undefined;
  if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
  await new Promise((done) => {
    ending.ref();
    ending.once('exit', done);
    ending.stdin?.end();
  });
}
