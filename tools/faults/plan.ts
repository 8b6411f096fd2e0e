// What a random run does, and when: decided by its seed alone, so that the same seed does the same again.
import type { Return } from './product.ts';
import { PHASES } from './subject.ts';
import type { Phase } from './subject.ts';

/** One strike; `worker` is the place of the worker that it is for, where it is for one. */
export type Strike = { readonly atMs: number } & (
  | { readonly kind: 'kill-worker'; readonly phase: Phase }
  | { readonly kind: 'api-after-commit' }
  | { readonly kind: 'relay-after-add'; readonly point: 'before_addbulk' | 'after_addbulk' }
  | { readonly kind: 'flush-redis' }
  | { readonly kind: 'redis-restart'; readonly back: Return }
  | { readonly kind: 'postgres-restart'; readonly how: 'fast' | 'immediate' }
  | { readonly kind: 'refusals'; readonly count: number }
  | { readonly kind: 'pause-worker'; readonly worker: number }
  | { readonly kind: 'api-restart' }
  | { readonly kind: 'clock-jump'; readonly days: number }
  | { readonly kind: 'reschedule'; readonly times: number }
);
export type Kind = Strike['kind'];

/** Workers of a run: three sweep beside each other. */
export const WORKERS = 3;

/** F1, F3, F5, F6, F7, F10, F11, F16, F2 for the api, F18 and F19. */
export const KINDS: readonly Kind[] = ['kill-worker', 'api-after-commit', 'relay-after-add', 'flush-redis', 'redis-restart', 'postgres-restart', 'refusals', 'pause-worker', 'api-restart', 'clock-jump', 'reschedule'];

/** Over three reminders of the usual schedule. */
const JUMP_DAYS = 22;

const FIRST_MS = 5_000;
const LEAST_PAUSE_MS = 5_000;
const MORE_PAUSE_MS = 8_000;
/** The last strikes must still meet mails on their way. */
const LAST_MS = 15_000;

/** A generator of numbers from 0 to 1 (mulberry32): the same ones for the same seed. */
export function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The strikes of a run of `forMs` milliseconds: all kinds in turn, each round in another order. */
export function plan(seed: number, forMs: number): Strike[] {
  const next = numbers(seed);
  const one = <Value>(values: readonly Value[]): Value => values[Math.floor(next() * values.length)] as Value;
  const details: Readonly<Record<Kind, (atMs: number) => Strike>> = {
    'kill-worker': (atMs) => ({ atMs, kind: 'kill-worker', phase: one(PHASES) }),
    'api-after-commit': (atMs) => ({ atMs, kind: 'api-after-commit' }),
    'relay-after-add': (atMs) => ({ atMs, kind: 'relay-after-add', point: one(['before_addbulk', 'after_addbulk'] as const) }),
    'flush-redis': (atMs) => ({ atMs, kind: 'flush-redis' }),
    'redis-restart': (atMs) => ({ atMs, kind: 'redis-restart', back: one(['kept', 'cut', 'empty'] as const) }),
    'postgres-restart': (atMs) => ({ atMs, kind: 'postgres-restart', how: one(['fast', 'immediate'] as const) }),
    refusals: (atMs) => ({ atMs, kind: 'refusals', count: 5 + Math.floor(next() * 20) }),
    'pause-worker': (atMs) => ({ atMs, kind: 'pause-worker', worker: Math.floor(next() * WORKERS) }),
    'api-restart': (atMs) => ({ atMs, kind: 'api-restart' }),
    'clock-jump': (atMs) => ({ atMs, kind: 'clock-jump', days: JUMP_DAYS }),
    reschedule: (atMs) => ({ atMs, kind: 'reschedule', times: 50 + Math.floor(next() * 100) }),
  };
  const strikes: Strike[] = [];
  let round: Kind[] = [];
  for (let atMs = FIRST_MS; atMs <= forMs - LAST_MS; atMs += Math.round(LEAST_PAUSE_MS + next() * MORE_PAUSE_MS)) {
    if (round.length === 0) round = KINDS.map((kind) => ({ kind, by: next() })).sort((first, second) => first.by - second.by).map(({ kind }) => kind);
    const kind = round.shift();
    if (kind) strikes.push(details[kind](atMs));
  }
  return strikes;
}
