import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runLogged } from '../services/packages.ts';
import { DATA, WORKSPACE } from '../services/workspace.ts';

export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** What a person needs to see when something failed. */
  readonly says: string;
}

/** One part of `npm test`. */
export interface Step {
  readonly name: string;
  /** Needs the built applications. */
  readonly onBuild?: boolean;
  run(signal: AbortSignal): Promise<Outcome>;
}

export const folder = join(DATA, 'test');
export const logOf = (name: string): string => join(folder, `${name.replaceAll(/[^a-z0-9]+/g, '-')}.log`);

/** Runs a program; its exit status is the verdict. Returns the end of its output when it fails. */
export async function verdict(name: string, command: readonly string[], signal: AbortSignal, env: NodeJS.ProcessEnv = {}): Promise<string | undefined> {
  try {
    await runLogged(command, logOf(name), { signal, cwd: WORKSPACE, env: { ...process.env, FORCE_COLOR: '0', NX_DAEMON: 'false', TANDEM_BUILT: 'yes', ...env } });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A check that passes or fails as one. */
export const check = (name: string, command: readonly string[], onBuild = false): Step => ({
  name,
  onBuild,
  async run(signal) {
    const failure = await verdict(name, command, signal);
    return failure === undefined ? { passed: 1, failed: 0, says: '' } : { passed: 0, failed: 1, says: failure };
  },
});

/** A JSON report that a test runner wrote; undefined when it died before. */
export function reportOf<Report>(path: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Report;
  } catch {
    return undefined;
  }
}
