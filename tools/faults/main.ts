// Runs a fault against the product and judges from the mail sink and the tables; `--naive` runs the reference that must fail.
import { parseArgs } from 'node:util';
import { endGuardian } from '../services/guardian.ts';
import { apiAfterCommit } from './api-after-commit.ts';
import type { Fault } from './fault.ts';
import { flushRedis } from './flush-redis.ts';
import { incentiveClockJump, incentiveFlushRedis, incentiveThreeSchedulers } from './incentives.ts';
import type { Verdict } from './judge.ts';
import { killWorker } from './kill-worker.ts';
import { pauseWorker } from './pause-worker.ts';
import { poison } from './poison.ts';
import { postgresRestart } from './postgres-restart.ts';
import { random } from './random.ts';
import { redisRestart } from './redis-restart.ts';
import { relayAfterAdd } from './relay-after-add.ts';
import { reviewClockJump, reviewFlushRedis, reviewKillWorker, reviewTwoDeciders } from './reviews.ts';
import { rollingRestart } from './rolling-restart.ts';
import { run } from './run.ts';
import { smtpErrors } from './smtp-errors.ts';

const FAULTS: Readonly<Record<string, Fault>> = {
  'kill-worker': killWorker,
  'flush-redis': flushRedis,
  'api-after-commit': apiAfterCommit,
  'relay-after-add': relayAfterAdd,
  'pause-worker': pauseWorker,
  'redis-restart': redisRestart,
  'postgres-restart': postgresRestart,
  'smtp-errors': smtpErrors,
  'rolling-restart': rollingRestart,
  poison,
  'review-kill-worker': reviewKillWorker,
  'review-flush-redis': reviewFlushRedis,
  'review-two-deciders': reviewTwoDeciders,
  'review-clock-jump': reviewClockJump,
  'incentive-flush-redis': incentiveFlushRedis,
  'incentive-clock-jump': incentiveClockJump,
  'incentive-three-schedulers': incentiveThreeSchedulers,
};

function refuse(why: string): never {
  console.error(`${why}
Usage: npm run faults -- <name> [--json] [--verbose] [--naive]
       npm run faults -- random [--seed N] [--minutes M] [--json] [--verbose]
Names: ${Object.keys(FAULTS).join(', ')}, random
With --naive: ${Object.entries(FAULTS).filter(([, { on }]) => on === 'any').map(([name]) => name).join(', ')}`);
  process.exit(2);
}

interface Given {
  readonly name: string;
  readonly fault: Fault;
  readonly json: boolean;
  readonly naive: boolean;
  readonly verbose: boolean;
}

const aNumber = (flag: string, text: string, fits: (value: number) => boolean): number => (fits(Number(text)) ? Number(text) : refuse(`--${flag} is "${text}".`));

function read(): Given {
  try {
    const options = { json: { type: 'boolean' }, naive: { type: 'boolean' }, verbose: { type: 'boolean' }, seed: { type: 'string' }, minutes: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const { json = false, naive = false, verbose = false, seed, minutes } = values;
    const [name = '', ...more] = positionals;
    const isRandom = name === 'random';
    if (more.length > 0 || (!isRandom && (seed ?? minutes) !== undefined)) refuse('These do not go together.');
    const drawn = seed === undefined ? Math.floor(Math.random() * 2 ** 32) : aNumber('seed', seed, Number.isSafeInteger);
    const fault = isRandom ? random(drawn, aNumber('minutes', minutes ?? '10', (value) => value >= 1 && value <= 1440)) : FAULTS[name];
    if (!fault) refuse(name ? `There is no fault ${name}.` : 'Which fault?');
    if (naive && fault.on !== 'any') refuse(`${name} has no naive reference.`);
    return { name, fault, json, naive, verbose };
  } catch (error) {
    return refuse((error as Error).message);
  }
}

function tell({ committed, unique, failed, uncertain, uncertainUndelivered, uncertainAtMost, cancelled, duplicates, lost, rest, seed, broken, holds }: Verdict): string[] {
  return [
    `committed ${committed} = arrived ${unique} + failed ${failed} + uncertain and never arrived ${uncertainUndelivered} + cancelled ${cancelled} + LOST ${lost}; DUP ${duplicates}`,
    `uncertain ${uncertain} of at most ${uncertainAtMost} (shown to people, never sent again by themselves); open ${rest.open}, outbox ${rest.outbox}, queue ${rest.queue}${seed === undefined ? '' : `; seed ${seed}`}`,
    ...broken.map((line) => `BROKEN: ${line}`),
    holds ? 'The promise holds.' : 'THE PROMISE IS BROKEN.',
  ];
}

const { name, fault, json, naive, verbose } = read();
const note = (text: string): void => (json ? console.error(text) : console.log(text));
const verdict = await run({ name, fault, naive, note, say: verbose ? note : () => undefined });
if (json) console.log(JSON.stringify(verdict));
else for (const line of tell(verdict)) console.log(line);
await endGuardian();
process.exit(verdict.holds ? 0 : 1);
