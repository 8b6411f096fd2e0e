// Api and workers of a stack: how they are started, and when they are ready.
import { setTimeout as wait } from 'node:timers/promises';
import type { Program, Supervised } from './supervised.ts';
import { within, WORKSPACE } from './workspace.ts';

const READY_MS = 60_000;

/** How an application is run; `failpoints` takes the build for fault runs. */
export function applicationProgram(app: 'api' | 'worker', { failpoints, ...rest }: Pick<Program, 'name' | 'log' | 'heard' | 'env'> & { readonly failpoints: boolean }): Program {
  const bundle = within('dist', ...(failpoints ? ['failpoints'] : []), 'apps', app, 'main.js');
  return { ...rest, command: process.execPath, args: ['--enable-source-maps', bundle], cwd: WORKSPACE, ends: [['SIGTERM', 5000]] };
}

async function isReady(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2000) });
    return answer.ok;
  } catch {
    return false;
  }
}

/** Waits until the api, the first of the applications, says it is ready. @throws Error with the output of the one that failed. */
export async function untilReady(url: string, applications: readonly Supervised[], signal: AbortSignal): Promise<void> {
  for (const until = Date.now() + READY_MS; ; await wait(50)) {
    signal.throwIfAborted();
    const failed = applications.find(({ ended }) => ended !== undefined);
    if (failed) throw new Error(`${failed.program.name} did not start (${failed.ended}):\n${failed.tail(30)}\nThe whole output: ${failed.program.log}`);
    if (await isReady(url)) return;
    const [api] = applications;
    if (Date.now() > until) throw new Error(`The api was not ready within ${READY_MS / 1000} s:\n${api?.tail(30)}\nThe whole output: ${api?.program.log}`);
  }
}
