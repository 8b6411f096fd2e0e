import { spawnSync } from 'node:child_process';
import { installPackage } from './packages.ts';

/** Chromium without the parts that show a window: the same pages for a third less work. */
const SHELL = 'chromium-headless-shell';
const PROGRAMS = [SHELL, 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

const found = (): string | undefined => {
  const { stdout } = spawnSync('sh', ['-c', PROGRAMS.map((program) => `command -v ${program}`).join(' || ')], { encoding: 'utf8' });
  return stdout.split('\n')[0] || undefined;
};

/**
 * Path of a Chromium for the browser tests, installed by the system's package manager when that is allowed. Whoever has a Chromium is not
 * asked for another; where nobody can be asked, the one without a window is installed beside it.
 * @throws Error saying how to get one.
 */
export async function ensureChromium(log: string, say: (text: string) => void, signal?: AbortSignal): Promise<string> {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const there = found();
  if (there?.endsWith(SHELL) || (there && process.stdin.isTTY)) return there;
  if (!there) say("Chromium is missing; the system's package manager is asked for it");
  // Not every system has it by this name.
  await installPackage('Chromium', { 'apt-get': SHELL }, log, signal).catch(() => undefined);
  if (!found()) await installPackage('Chromium', { 'apt-get': 'chromium', dnf: 'chromium', apk: 'chromium' }, log, signal);
  const installed = found();
  if (!installed) throw new Error('Chromium is needed for the browser tests: install it (apt-get install chromium), or name one with CHROMIUM_PATH=/path/to/chromium');
  return installed;
}
