import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from '../services/chromium.ts';
import { within } from '../services/workspace.ts';
import { folder, logOf, reportOf, verdict } from './step.ts';
import type { Outcome, Step } from './step.ts';

interface Report {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number };
  readonly errors: readonly { readonly message?: string }[];
}

const CONFIG = within('apps', 'admin-e2e', 'playwright.config.ts');

async function run(signal: AbortSignal): Promise<Outcome> {
  const output = join(folder, 'browser.json');
  rmSync(output, { force: true });
  const chromium = await ensureChromium(logOf('install'), (text) => process.stdout.write(`${text}\n`), signal);
  const command = [process.execPath, within('node_modules', '@playwright', 'test', 'cli.js'), 'test', '-c', CONFIG, '--reporter=list,json'];
  const failure = await verdict('browser', command, signal, { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: output });
  const report = reportOf<Report>(output);
  if (!report) return { passed: 0, failed: 1, says: failure ?? 'There is no report' };
  const { expected, unexpected, flaky } = report.stats;
  // A test that passes only at the second attempt has not passed.
  const failed = unexpected + flaky + report.errors.length;
  return { passed: expected, failed: failed === 0 && failure ? 1 : failed, says: failure ?? report.errors.map(({ message }) => message ?? '').join('\n') };
}

/** The browser tests, counted one by one. */
export const browser = (): Step[] => (existsSync(CONFIG) ? [{ name: 'browser', onBuild: true, run }] : []);
