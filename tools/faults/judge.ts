import type { Accepted } from './sink.ts';
import type { Committed } from './subject.ts';

/** The figures of a run; `holds` is the verdict. */
export interface Verdict {
  readonly name: string;
  readonly committed: number;
  readonly accepted: number;
  readonly unique: number;
  readonly duplicates: number;
  readonly failed: number;
  readonly uncertain: number;
  readonly cancelled: number;
  readonly lost: number;
  readonly holds: boolean;
}

export interface Evidence {
  readonly name: string;
  /** How many orders were accepted by the API. */
  readonly ordered: number;
  readonly committed: readonly Committed[];
  readonly accepted: readonly Accepted[];
  /** Whether every strike of the fault happened while mails were going out; else the run proves nothing. */
  readonly struck: boolean;
  /** Most deliveries of which nobody may know whether they were sent. */
  readonly uncertainAtMost: number;
}

/**
 * Judges from the outside: what the mail server took, against what was committed.
 * unique + failed + uncertain and never arrived + cancelled = committed, nobody got two, and no more is uncertain than was being sent when a worker was killed.
 */
export function judge({ name, ordered, committed, accepted, struck, uncertainAtMost }: Evidence): Verdict {
  const arrived = new Map<string, number>();
  for (const { messageId } of accepted) arrived.set(messageId, (arrived.get(messageId) ?? 0) + 1);
  const reached = new Map<string, number>();
  for (const { recipient } of accepted) reached.set(recipient, (reached.get(recipient) ?? 0) + 1);
  const hasArrived = ({ id }: Committed): boolean => [...arrived.keys()].some((messageId) => messageId.includes(id));
  const count = (state: string): readonly Committed[] => committed.filter((one) => one.state === state);
  const unique = committed.filter(hasArrived).length;
  const never = (rows: readonly Committed[]): number => rows.filter((row) => !hasArrived(row)).length;
  const [failed, uncertain, cancelled] = [count('failed'), count('uncertain'), count('cancelled')];
  // One person, one mail: seen by recipient, so that a second mail under another Message-ID counts as well.
  const duplicates = [...reached.values()].filter((times) => times > 1).length;
  const lost = committed.length - unique - never(failed) - never(uncertain) - never(cancelled) + (ordered - committed.length);
  // The sink refuses nobody, so nothing may fail either.
  const holds = struck && failed.length === 0 && lost === 0 && duplicates === 0 && uncertain.length <= uncertainAtMost && committed.length === ordered;
  return { name, committed: committed.length, accepted: accepted.length, unique, duplicates, failed: failed.length, uncertain: uncertain.length, cancelled: cancelled.length, lost, holds };
}
