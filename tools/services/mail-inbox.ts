// The mail inbox with a web page: takes every mail, delivers none.
import { mkdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inherited } from './environment.ts';
import type { Program } from './supervised.ts';
import { within } from './workspace.ts';

export interface PreparedInbox {
  readonly program: Program;
  readonly smtpUrl: string;
  /** Web page; `GET /email` lists the mails, `DELETE /email/all` forgets them. */
  readonly webUrl: string;
  ready(alive: () => boolean): Promise<void>;
}

const opens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      resolve(true);
      socket.destroy();
    });
    socket.once('error', () => resolve(false));
  });

/** Mails live as long as the launcher: it holds each in memory, so keeping them over starts would make every start slower. */
export function prepareInbox({ dir, port, webPort, log }: { dir: string; port: number; webPort: number; log: string }): PreparedInbox {
  const mails = join(dir, 'mails');
  rmSync(mails, { recursive: true, force: true });
  mkdirSync(mails, { recursive: true, mode: 0o700 });
  const program: Program = {
    name: 'mail inbox',
    command: process.execPath,
    args: [within('node_modules', 'maildev', 'bin', 'maildev'), '--ip', '127.0.0.1', '--smtp', String(port), '--web', String(webPort), '--mail-directory', mails],
    env: inherited(false),
    cwd: dir,
    log,
    ends: [['SIGTERM', 1500]],
  };
  const ready = async (alive: () => boolean): Promise<void> => {
    for (const until = Date.now() + 20_000; Date.now() < until && alive(); await wait(50)) if ((await opens(port)) && (await opens(webPort))) return;
    throw new Error(`The mail inbox did not start; its output: ${log}`);
  };
  return { program, smtpUrl: `smtp://127.0.0.1:${port}`, webUrl: `http://localhost:${webPort}`, ready };
}
