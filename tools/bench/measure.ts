// What every benchmark shares: interleaved pairs, medians of their ratios, and the verdict on a goal.
import { loadavg } from 'node:os';
import { cpuMicros } from './cpu.ts';

/** One run of one side. */
export interface Sample {
  /** What is measured, in the unit of the benchmark: per second, milliseconds, bytes. */
  readonly rate: number;
  /** Processor time in µs per operation, over all processes that take part. */
  readonly cpuUs: number;
  /** The same by part of the product, when it was asked for. */
  readonly parts?: Readonly<Record<string, number>>;
}

/** Processes by the part they belong to. */
export type Parts = Readonly<Record<string, readonly (number | undefined)[]>>;

/** Runs one side once; `pair` counts from 0. */
export type Trial = (pair: number) => Promise<Sample>;

export interface Goal {
  /** As in docs/guarantees.md, for instance `P3`. */
  readonly id: string;
  readonly says: string;
  /** Whether the goal is met, by the median of ratios and the medians of both sides. */
  readonly met: (result: Compared) => boolean;
}

export interface Compared {
  readonly ratio: number;
  readonly pairs: readonly number[];
  readonly subject: Sample;
  readonly reference: Sample;
}

/** One line of output. `met` is null when the machine was too busy to judge. */
export interface Result extends Compared {
  readonly name: string;
  readonly variant: string;
  readonly unit: string;
  readonly goal: string;
  readonly load: number;
  readonly met: boolean | null;
  /** What else was seen, for people. */
  readonly detail?: string;
}

export interface Comparison {
  readonly name: string;
  readonly variant: string;
  readonly unit: string;
  readonly goal: Goal;
  readonly pairs?: number;
  readonly detail?: (result: Compared) => string;
}

/** Load average of the last minute before anything was started; above 1 nothing is judged. */
export const LOAD_BEFORE = Math.round((loadavg()[0] ?? 0) * 100) / 100;
const MOST_LOAD = 1;
const FEWEST_PAIRS = 5;

/** The middle one; the mean of the two middle ones when their number is even. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? (sorted[Math.floor(middle)] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

/** The value below which that share of the values lies; `share` from 0 to 1. */
export const quantile = (values: readonly number[], share: number): number => [...values].sort((one, other) => one - other)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN;

const round = (value: number): number => Number(value.toPrecision(4));
const middleOf = (values: readonly number[]): number => round(median(values));
const middle = (samples: readonly Sample[]): Sample => {
  const names = Object.keys(samples[0]?.parts ?? {});
  const parts = Object.fromEntries(names.map((name) => [name, middleOf(samples.map((sample) => sample.parts?.[name] ?? 0))]));
  return { rate: middleOf(samples.map(({ rate }) => rate)), cpuUs: middleOf(samples.map(({ cpuUs }) => cpuUs)), ...(names.length > 0 ? { parts } : {}) };
};

/** Runs both sides in turn, each pair in the other order than the one before, after one pair that does not count. */
export async function compare({ name, variant, unit, goal, pairs = FEWEST_PAIRS, detail }: Comparison, subject: Trial, reference: Trial): Promise<Result> {
  const seen: { subject: Sample; reference: Sample }[] = [];
  for (let pair = 0; pair <= pairs; pair++) {
    const first = await (pair % 2 === 0 ? subject : reference)(pair);
    const second = await (pair % 2 === 0 ? reference : subject)(pair);
    if (pair > 0) seen.push(pair % 2 === 0 ? { subject: first, reference: second } : { subject: second, reference: first });
  }
  const ratios = seen.map((one) => round(one.subject.rate / one.reference.rate));
  const compared: Compared = { ratio: round(median(ratios)), pairs: ratios, subject: middle(seen.map((one) => one.subject)), reference: middle(seen.map((one) => one.reference)) };
  return {
    name,
    variant: `${goal.id} ${variant}`,
    ...compared,
    unit,
    goal: goal.says,
    load: LOAD_BEFORE,
    met: LOAD_BEFORE > MOST_LOAD ? null : goal.met(compared),
    ...(detail ? { detail: detail(compared) } : {}),
  };
}

/** A result of one run, for what takes too long to be repeated. `judged`: it is the same under any load. */
export function once({ name, variant, unit, goal, detail }: Comparison, subject: number, reference: number, judged = false): Result {
  const [one, other] = [subject, reference].map((rate) => ({ rate: round(rate), cpuUs: 0 })) as [Sample, Sample];
  const compared: Compared = { ratio: round(subject / reference), pairs: [], subject: one, reference: other };
  const met = judged || LOAD_BEFORE <= MOST_LOAD ? goal.met(compared) : null;
  return { name, variant: `${goal.id} ${variant}`, ...compared, unit, goal: goal.says, load: LOAD_BEFORE, met, ...(detail ? { detail: detail(compared) } : {}) };
}

/** Runs work on `count` operations and says how many a second it did, and what they cost the processes named. */
export async function metered(count: number, pids: readonly (number | undefined)[], work: () => Promise<unknown>): Promise<Sample> {
  const { rate, cpuUs } = await meteredParts(count, { all: pids }, work);
  return { rate, cpuUs };
}

/** The same, and what each part of it cost. */
export async function meteredParts(count: number, parts: Parts, work: () => Promise<unknown>): Promise<Sample> {
  const spent = (): number[] => Object.values(parts).map((pids) => cpuMicros(pids));
  const before = spent();
  const began = performance.now();
  await work();
  const seconds = (performance.now() - began) / 1000;
  const costs = spent().map((micros, at) => Math.round((micros - (before[at] ?? 0)) / count));
  return { rate: count / seconds, cpuUs: costs.reduce((sum, one) => sum + one, 0), parts: Object.fromEntries(Object.keys(parts).map((name, at) => [name, costs[at] ?? 0])) };
}
