import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { within } from '../services/workspace.ts';
import { folder, reportOf, verdict } from './step.ts';
import type { Outcome, Step } from './step.ts';

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly { readonly status: string; readonly message: string }[];
}

const MOST_LINES = 60;

const shorten = (text: string): string => {
  const lines = text.trimEnd().split('\n');
  return lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), `… ${lines.length - MOST_LINES} more lines`].join('\n') : lines.join('\n');
};

function judge(report: Report | undefined, failure: string | undefined): Outcome {
  if (!report) return { passed: 0, failed: 1, says: failure ?? 'There is no report' };
  const passed = report.numPassedTests;
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  // A run can fail as a whole, for instance when something is still open at the end or no test was found.
  if (failed === 0 && failure) return { passed, failed: 1, says: failure };
  const says = report.testResults.filter(({ status }) => status === 'failed').map(({ message }) => shorten(message));
  return { passed, failed, says: says.join('\n\n') };
}

/** Whether there are specs below a folder that the step would run. */
const hasSpecs = (root: string, kind: RegExp): boolean => {
  try {
    return readdirSync(within(root), { recursive: true, encoding: 'utf8' }).some((file) => file.endsWith('.spec.ts') && kind.test(`/${root}/${file}`));
  } catch {
    return false;
  }
};

/** The specs below `root` whose path fits `only`, counted one by one; nothing when there are none. */
export function jest(name: string, config: 'node' | 'angular', root: string, only: RegExp, onBuild = false): Step[] {
  if (!hasSpecs(root, only)) return [];
  const output = join(folder, `${name.replaceAll(' ', '-')}.json`);
  const command = [
    process.execPath,
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    // Each spec file loads its modules anew; with more room for what is young, less of it is swept.
    '--max-semi-space-size=64',
    within('node_modules', 'jest', 'bin', 'jest.js'),
    ...['-c', within('tools', 'jest', `${config}.config.mjs`), '--rootDir', within(root), '--testMatch', '<rootDir>/**/*.spec.ts', '--testPathPatterns', only.source],
    ...['--json', '--outputFile', output, '--colors=false'],
  ];
  const run = async (signal: AbortSignal): Promise<Outcome> => {
    rmSync(output, { force: true });
    const failure = await verdict(name, command, signal);
    return judge(reportOf<Report>(output), failure);
  };
  return [{ name, onBuild, run }];
}
