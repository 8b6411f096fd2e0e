import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** The files that git tracks or would track, by pattern; checks look at these and nothing else. */
export function sources(pattern: RegExp): { path: string; text: string }[] {
  const listed = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8', maxBuffer: 64 << 20 });
  if (listed.status !== 0) throw new Error(`git ls-files failed: ${listed.stderr}`);
  return listed.stdout
    .split('\n')
    .filter((path) => pattern.test(path) && existsSync(path))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

/** Prints the faults and ends the process: 0 without any, else 1. */
export function report(what: string, faults: readonly string[], looked: number): never {
  if (looked === 0) {
    console.error(`${what}: nothing was looked at, so nothing was checked`);
    process.exit(1);
  }
  for (const fault of faults) console.error(fault);
  console.log(`${what}: ${looked} looked at, ${faults.length} at fault`);
  process.exit(faults.length > 0 ? 1 : 0);
}
