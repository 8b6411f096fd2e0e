import { spawnSync } from 'node:child_process';
import { installPackage } from './packages.ts';

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

const found = (): string | undefined => {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const { stdout } = spawnSync('sh', ['-c', PROGRAMS.map((program) => `command -v ${program}`).join(' || ')], { encoding: 'utf8' });
  return stdout.split('\n')[0] || undefined;
};

/**
 * Path of a Chromium for the browser tests, installed by the system's package manager when that is allowed.
 * @throws Error saying how to get one.
 */
export async function ensureChromium(log: string, say: (text: string) => void, signal?: AbortSignal): Promise<string> {
  const there = found();
  if (there) return there;
  say("Chromium is missing; the system's package manager is asked for it");
  await installPackage('Chromium', { 'apt-get': 'chromium', dnf: 'chromium', apk: 'chromium' }, log, signal);
  const installed = found();
  if (!installed) throw new Error('Chromium is needed for the browser tests: install it (apt-get install chromium), or name one with CHROMIUM_PATH=/path/to/chromium');
  return installed;
}
