import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

declare global {
  /** True in test builds and specs. In a production build it is the constant `false`, so that everything behind it is left out. */
  const FAILPOINTS: boolean;
}

/**
 * Places where a fault can be made to strike exactly: a commit nobody was told of, jobs taken but not handed over, handed over but
 * not noted, a claim without work, around the text of a mail (before it, when it is on its way, after its receipt), before the outcome.
 */
export const FAILPOINT_NAMES = ['after_commit', 'before_addbulk', 'after_addbulk', 'after_claim', 'before_data', 'after_data', 'after_250', 'before_record'] as const;
export type Failpoint = (typeof FAILPOINT_NAMES)[number];

/** What specs hang on a failpoint of their own process. */
export const onFailpoint = new Map<Failpoint, () => Promise<void> | void>();

const passed = new Map<Failpoint, number>();

/** Orders are files `<folder>/<failpoint>`, each good for one strike of whichever process comes first: `kill@3 api` is kill -9 for an api at its third time there, `kill@1 worker <id>` for a worker that comes there with this job. */
function order(name: Failpoint, job: string | undefined): { act: string; path: string } | undefined {
  const folder = process.env['FAILPOINTS'];
  if (!folder) return undefined;
  const path = join(folder, name);
  try {
    const [, act = '', at = '1', app = '', only] = /^(kill|stop)(?:@(\d+))?(?: (api|worker))?(?: ([\w-]+))?\s*$/.exec(readFileSync(path, 'utf8')) ?? [];
    if (!process.argv[1]?.includes(join('apps', app)) || (only && only !== job)) return undefined;
    const times = (passed.get(name) ?? 0) + 1;
    passed.set(name, times);
    return times < Number(at) || act === '' ? undefined : { act, path };
  } catch {
    passed.delete(name);
    return undefined;
  }
}

/** Whoever takes the order away strikes; the others were too late. */
function strike(name: Failpoint, job: string | undefined): boolean {
  const found = order(name, job);
  if (!found) return false;
  try {
    rmSync(found.path);
  } catch {
    return false;
  }
  passed.delete(name);
  process.kill(process.pid, found.act === 'kill' ? 'SIGKILL' : 'SIGSTOP');
  return found.act === 'kill';
}

/** Lets a fault strike here when one was ordered; `job` says whose work it is. Called behind `if (FAILPOINTS)` only. */
export async function failpoint(name: Failpoint, job?: string): Promise<void> {
  await onFailpoint.get(name)?.();
  // The signal needs a moment to arrive; nothing may happen meanwhile.
  if (strike(name, job)) await new Promise(() => undefined);
}

/** The two failpoints inside the hand-over of a mail: its text begins to be read, and has been read to its end. */
export function failpointsOfText(text: Readable): void {
  text.once('resume', () => void failpoint('before_data'));
  text.once('end', () => void failpoint('after_data'));
}
