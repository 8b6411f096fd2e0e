// Stacks that a tool starts for itself leave nothing behind: not when it is interrupted, and not when it is killed either, for then
// the next tool clears up after it.
import { mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Claim, holderOf } from './claim.ts';
import { removePostgres } from './postgres-place.ts';
import { DATA } from './workspace.ts';

const LIST = join(DATA, 'private');

/** A new folder below the system's temporary one. */
export const privateFolder = (): string => mkdtempSync(join(tmpdir(), 'tandem-'));

/** Removes a private stack's folder together with data that had to be elsewhere. */
export function removePrivate(dir: string): void {
  removePostgres(join(dir, 'postgres'));
  rmSync(dir, { recursive: true, force: true });
  rmSync(join(LIST, basename(dir)), { force: true });
}

/** Notes the folder, so that it is found again should this process be killed. */
export function notePrivate(dir: string): void {
  mkdirSync(LIST, { recursive: true, mode: 0o700 });
  rmSync(join(LIST, basename(dir)), { force: true });
  symlinkSync(dir, join(LIST, basename(dir)));
}

/** Ends and removes the private stacks of tools that were killed. */
export async function sweepPrivate(): Promise<void> {
  mkdirSync(LIST, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(LIST)) {
    const dir = readlinkSync(join(LIST, name));
    if (holderOf(dir)) continue;
    try {
      await new Claim(dir, '').endOrphans();
    } catch {
      // Another tool was quicker; it clears up.
      continue;
    }
    removePrivate(dir);
  }
}

/** Runs `stop` when this process is told to end, or when whoever started it is gone; then ends as the signal demands. */
export function endOnSignals(stop: () => Promise<void>, status: (signal: NodeJS.Signals) => number): void {
  let ending = false;
  const end = (signal: NodeJS.Signals): void => {
    if (ending) return;
    ending = true;
    void stop().then(
      () => process.exit(status(signal)),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(signal));
  process.once('disconnect', () => end('SIGTERM'));
  process.channel?.unref();
}
