// `npm test`: every check there is. `npm test -- <filter>` runs the steps whose name contains the filter.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { build } from '../services/build.ts';
import { endGuardian } from '../services/guardian.ts';
import { postgresTools } from '../services/postgres-tools.ts';
import { ensureRedisProgram } from '../services/redis-program.ts';
import { endOnSignals } from '../services/signals.ts';
import { within } from '../services/workspace.ts';
import { browser } from './browser.ts';
import { jest } from './jest.ts';
import { check, folder, logOf } from './step.ts';
import type { Outcome, Step } from './step.ts';

const node = process.execPath;
const packaged = (...path: string[]): string => within('node_modules', ...path);

/** Every file of tools/checks that exports nothing is a check; its exit status is the verdict. */
const checks = (): Step[] =>
  readdirSync(within('tools', 'checks'))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !/^export /m.test(readFileSync(within('tools', 'checks', file), 'utf8')))
    .map((file) => {
      const onBuild = /dist\/apps/.test(readFileSync(within('tools', 'checks', file), 'utf8'));
      return check(`check ${file.replace(/\.ts$/, '')}`, [node, '--disable-warning=ExperimentalWarning', within('tools', 'checks', file)], onBuild);
    });

const builds: Step = {
  name: 'build',
  async run(signal) {
    try {
      await build({ log: logOf('build'), signal });
      return { passed: 1, failed: 0, says: '' };
    } catch (error) {
      return { passed: 0, failed: 1, says: error instanceof Error ? error.message : String(error) };
    }
  },
};

/** Quick ones first, so that a mistake shows early. */
const besides: Step[] = [
  ...checks(),
  check('types', [node, packaged('typescript', 'bin', 'tsc'), '-p', 'tsconfig.json', '--noEmit', '--pretty', 'false']),
  ...(existsSync(within('apps', 'admin', 'tsconfig.json')) ? [check('types of the console', [node, packaged('@angular', 'compiler-cli', 'bundles', 'src', 'bin', 'ngc.js'), '-p', 'apps/admin/tsconfig.spec.json', '--module', 'preserve', '--noEmit', '--pretty', 'false'])] : []),
  check('lint', [node, packaged('eslint', 'bin', 'eslint.js'), 'apps', 'libs', 'tools', '--max-warnings=0']),
  ...jest('specs', 'node', 'libs', /\/(kernel|contract|domain|server|testing)\/.*\.spec\.ts$/),
  ...jest('specs of the tools', 'node', 'tools', /\.spec\.ts$/),
  ...jest('specs of the console', 'angular', 'libs', /\/admin\/.*\.spec\.ts$/),
  ...jest('specs of the console frame', 'angular', 'apps/admin', /\.spec\.ts$/),
];

/** They look at the clock, so nothing that only computes runs beside them. */
const whole: Step[] = [
  ...jest('journeys', 'node', 'apps/api', /\.spec\.ts$/, true),
  // Without PostgreSQL's own programs there is nothing to take a backup with.
  ...(postgresTools() ? [check('restore of a backup', [node, '--disable-warning=ExperimentalWarning', within('tools', 'rehearse', 'main.ts')], true)] : []),
];
const alone = browser();

const began = Date.now();
const seconds = (since: number): string => `${((Date.now() - since) / 1000).toFixed(1)} s`;
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const totals = { passed: 0, failed: 0 };
const abort = new AbortController();
const running = new Set<Promise<void>>();
const filter = (process.argv[2] ?? '').toLowerCase();
const wanted = (step: Step): boolean => step.name.includes(filter);

function conclude({ name }: Step, { passed, failed, says }: Outcome, since: number): void {
  totals.passed += passed;
  totals.failed += failed;
  const count = passed + failed > 1 ? `, ${passed} passed${failed > 0 ? `, ${failed} failed` : ''}` : '';
  say(`${failed > 0 ? 'FAILED' : 'passed'}  ${name} (${seconds(since)}${count})`);
  if (failed > 0) say(`${says.replaceAll(/^/gm, '        ')}\n`);
}

async function perform(step: Step): Promise<void> {
  if (abort.signal.aborted) return;
  const since = Date.now();
  const outcome = step.run(abort.signal).catch((error: unknown) => ({ passed: 0, failed: 1, says: error instanceof Error ? error.message : String(error) }));
  const done = outcome.then((result) => (abort.signal.aborted ? undefined : conclude(step, result, since)));
  running.add(done);
  await done;
  running.delete(done);
}

async function inOrder(steps: readonly Step[]): Promise<void> {
  const left = [...steps];
  for (let step = left.shift(); step; step = left.shift()) await perform(step);
}

endOnSignals(
  async () => {
    say('\ninterrupted');
    abort.abort();
    await Promise.all(running);
  },
  (signal) => (signal === 'SIGINT' ? 130 : 143),
);

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true, mode: 0o700 });
const chosen = [...besides, ...whole, ...alone, builds].filter(wanted);
if (chosen.length === 0) {
  say(`No step is called "${filter}". There are: ${[builds, ...besides, ...whole, ...alone].map(({ name }) => name).join(', ')}`);
  process.exit(1);
}
const redis: Step = {
  name: 'redis',
  run: (signal) => ensureRedisProgram(logOf('install'), say, signal).then(() => ({ passed: 1, failed: 0, says: '' })),
};
if (chosen.some(({ name }) => /specs|journeys|browser/.test(name))) await perform(redis);

const needsBuild = chosen.some(({ name, onBuild }) => onBuild || name === builds.name);
const building = needsBuild ? perform(builds) : Promise.resolve();
const first = besides.filter((step) => wanted(step) && !step.onBuild);
// Two lanes: the build and after it the longest, beside all the rest.
const long = first.filter(({ name }) => name === 'specs');
await Promise.all([building.then(() => inOrder(long)), inOrder(first.filter((step) => !long.includes(step)))]);
await inOrder(besides.filter((step) => wanted(step) && step.onBuild));
await Promise.all(whole.filter(wanted).map(perform));
await inOrder(alone.filter(wanted));

await endGuardian();
say(`\nin ${seconds(began)}`);
say(`${totals.passed} passed, ${totals.failed} failed`);
process.exit(totals.failed > 0 ? 1 : 0);
