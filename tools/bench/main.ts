// Measures Tandem against bare references, in interleaved pairs of the same run; always ends with 0.
import { endGuardian } from '../services/guardian.ts';
import type { Benchmark, Run } from './benchmark.ts';
import { benchCreate } from './create.ts';
import { benchDispatch } from './dispatch.ts';
import { benchList } from './list.ts';
import { LOAD_BEFORE } from './measure.ts';
import type { Result } from './measure.ts';
import { benchMemory } from './memory.ts';
import { benchPipeline } from './pipeline.ts';
import { benchRelay } from './relay.ts';
import { benchReminders } from './reminders.ts';
import { benchReview } from './review.ts';
import { benchSweep } from './sweep.ts';
import { benchWorkers } from './workers.ts';

const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  pipeline: benchPipeline,
  relay: benchRelay,
  dispatch: benchDispatch,
  list: benchList,
  create: benchCreate,
  sweep: benchSweep,
  workers: benchWorkers,
  memory: benchMemory,
  review: benchReview,
  reminders: benchReminders,
};

const [name = '', ...flags] = process.argv.slice(2);
const json = flags.includes('--json');
const loud = flags.includes('--verbose');
const numberOf = (flag: string): number | undefined => {
  const given = flags.find((one) => one.startsWith(`--${flag}=`));
  return given === undefined ? undefined : Number(given.slice(flag.length + 3));
};
const benchmark = BENCHMARKS[name];
const unknown = flags.filter((flag) => !/^--(json|full|verbose|(delay|c)=\d+)$/.test(flag));
if (!benchmark || unknown.length > 0) {
  console.error(`Usage: npm run bench -- <name> [--json] [--full] [--verbose] [--delay=ms] [--c=concurrency]; names: ${Object.keys(BENCHMARKS).join(', ')}`);
  process.exit(2);
}

const VERDICTS = { true: 'met', false: 'MISSED', null: 'not judged: the machine was busy' } as const;

function tell(result: Result): void {
  if (json) return console.log(JSON.stringify(result));
  const { variant, ratio, pairs, subject, reference, unit, goal, load, met, detail } = result;
  console.log(`\n${variant}: ${ratio} of the reference (pairs ${pairs.join(' ')})`);
  console.log(`  Tandem ${subject.rate} ${unit}, ${subject.cpuUs} µs CPU each; reference ${reference.rate} ${unit}, ${reference.cpuUs} µs CPU each`);
  if (detail) console.log(`  ${detail}`);
  console.log(`  goal: ${goal}: ${VERDICTS[`${met}`]} (load before the start ${load})`);
}

const say = (text: string): void => (json ? console.error(text) : console.log(text));
const run: Run = { full: flags.includes('--full'), delay: numberOf('delay'), concurrency: numberOf('c'), say: loud ? say : () => undefined, tell };
say(`Load average ${LOAD_BEFORE}${LOAD_BEFORE > 1 ? ': too busy to judge; the figures are printed all the same' : ''}`);
try {
  await benchmark(run);
} catch (error) {
  // A figure that could not be taken fails nobody's build.
  console.error(`The benchmark broke off: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
}
await endGuardian();
process.exit(0);
