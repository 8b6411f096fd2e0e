import type { Sink } from './sink.ts';
import { NotStruck } from './subject.ts';
import type { Rest, Subject } from './subject.ts';
import type { Tandem } from './product.ts';

/** Where a fault takes place: mails are being ordered and sent while it runs. */
export interface Stage<Of extends Subject = Subject> {
  readonly subject: Of;
  readonly sink: Sink;
  readonly note: (text: string) => void;
  /** Orders that were accepted so far. */
  readonly ordered: () => number;
}

/** What a fault may do to the mails, beside losing none and doubling none. */
export interface Allowed {
  /** Most deliveries of which nobody may know whether they were sent. */
  readonly uncertain: number;
  /** Whose mails fail for good; nobody's otherwise. */
  readonly failing?: (recipient: string) => boolean;
}

/** What all faults say. */
export interface Common<Of extends Subject> {
  /** How many workers there are; 2. */
  readonly workers?: number;
  /** How many mails are ordered (200), or for how many milliseconds. */
  readonly orders?: { readonly count: number } | { readonly forMs: number };
  /** Mails that come of the strike itself, beside those that are ordered; 0. */
  readonly also?: number;
  /** How many are ordered with one request; 1. */
  readonly bulk?: number;
  /** How long the mail server takes for a receipt, in milliseconds; 200. */
  readonly receiptMs?: number;
  readonly recipient?: (number: number) => string;
  /** Strikes while mails are ordered and sent, and says what else must be so. @throws NotStruck when it could not. */
  strike(stage: Stage<Of>): Promise<readonly Finding[] | void>;
  allowed(concurrency: number): Allowed;
  /** How many mails people are due who may get several, by address, asked at the end; they count as ordered. */
  due?(stage: Stage<Of>): Promise<ReadonlyMap<string, number>>;
  /** Deliveries that nobody of the run has ordered, asked at the end. */
  aside?(stage: Stage<Of>): Promise<ReadonlySet<string>>;
  /** Looks at the end. */
  inspect?(stage: Stage<Of>): Promise<readonly Finding[]>;
  readonly seed?: number;
}

/** Something that must be so beside the identity. */
export interface Finding {
  readonly says: string;
  readonly holds: boolean;
}

/** A fault of the product; `any` can strike the naive reference as well, which it must break. */
export type Fault = ({ readonly on: 'any' } & Common<Subject>) | ({ readonly on: 'product' } & Common<Tandem>);

const QUIET_MS = 40_000;

/** Waits until so many mails have arrived, so that the fault strikes while others go out. @throws NotStruck when none comes any more. */
export async function arrived({ sink }: Pick<Stage, 'sink'>, count: number): Promise<void> {
  if (!(await sink.until(count, QUIET_MS))) throw new NotStruck(`No mail has come for ${QUIET_MS / 1000} s, ${sink.accepted.length} of ${count}`);
}

/** Looks again until it is so. @throws NotStruck when it takes longer than `patienceMs`. */
export async function eventually(what: string, holds: () => Promise<boolean> | boolean, patienceMs = 60_000): Promise<void> {
  for (const end = Date.now() + patienceMs; !(await holds()); await new Promise((done) => setTimeout(done, 20))) {
    if (Date.now() > end) throw new NotStruck(`${what}: not within ${patienceMs / 1000} s`);
  }
}

/** Whether nothing is left to do. */
export const isDone = ({ open, outbox, queue }: Rest): boolean => open + outbox + queue === 0;
