import type { Allowed, Finding } from './fault.ts';
import type { Accepted } from './sink.ts';
import type { Committed, Rest } from './subject.ts';

/** The figures of a run; `holds` is the verdict. */
export interface Verdict {
  readonly name: string;
  readonly committed: number;
  readonly accepted: number;
  /** Committed mails that arrived. */
  readonly unique: number;
  /** People who got more than one. */
  readonly duplicates: number;
  readonly failed: number;
  readonly uncertain: number;
  readonly cancelled: number;
  readonly lost: number;
  readonly holds: boolean;
  readonly seed?: number;
  /** The rest of the identity: what is uncertain and did not arrive, and what is still open. */
  readonly uncertainUndelivered: number;
  readonly uncertainAtMost: number;
  readonly rest: Rest;
  /** What does not hold, in words. */
  readonly broken: readonly string[];
}

export interface Evidence {
  readonly name: string;
  /** How many orders were accepted by the API. */
  readonly ordered: number;
  readonly committed: readonly Committed[];
  readonly accepted: readonly Accepted[];
  readonly rest: Rest;
  readonly allowed: Allowed;
  /** How many mails those people are due who may get several; others one. */
  readonly due?: ReadonlyMap<string, number>;
  /** Deliveries that nobody of the run has ordered, such as reminders of requests after a jump of the clock: none of them may arrive twice. */
  readonly aside?: ReadonlySet<string>;
  /** What else must be so; that the fault struck is one of it. */
  readonly findings: readonly Finding[];
  readonly seed?: number;
}

const times = (values: readonly string[]): Map<string, number> => {
  const counted = new Map<string, number>();
  for (const value of values) counted.set(value, (counted.get(value) ?? 0) + 1);
  return counted;
};

/** A Message-ID begins with the delivery's id. */
export const deliveryOf = ({ messageId }: Pick<Accepted, 'messageId'>): string => messageId.slice(1).split('@')[0] ?? '';

/**
 * Judges from the outside: what the mail server took, against what was committed.
 * unique + failed + uncertain and never arrived + cancelled = committed = ordered; nobody got two; nothing is open; no more is uncertain than was being sent when a fault struck.
 */
export function judge({ name, ordered, committed: rows, accepted: mails, rest, allowed, due, aside, findings, seed }: Evidence): Verdict {
  const isAside = (id: string): boolean => aside?.has(id) ?? false;
  const committed = rows.filter(({ id }) => !isAside(id));
  const accepted = mails.filter((mail) => !isAside(deliveryOf(mail)));
  const arrived = new Set(accepted.map(deliveryOf));
  const never = committed.filter(({ id }) => !arrived.has(id));
  const count = (state: string, some = committed): number => some.filter((row) => row.state === state).length;
  const unique = committed.length - never.length;
  const uncertainUndelivered = count('uncertain', never);
  // One person, one mail: seen by recipient, so that a second mail under another Message-ID counts as well.
  const tooMany = [...times(accepted.map(({ recipient }) => recipient))].filter(([recipient, arrivals]) => arrivals > (due?.get(recipient) ?? 1)).length;
  const again = [...times(mails.map(deliveryOf).filter(isAside)).values()].filter((arrivals) => arrivals > 1).length;
  const duplicates = tooMany + again;
  const explained = unique + count('failed', never) + uncertainUndelivered + count('cancelled', never);
  const lost = Math.max(0, ordered - committed.length) + committed.length - explained;
  const failing = committed.filter(({ recipient }) => allowed.failing?.(recipient) ?? false).length;
  const rules: Finding[] = [
    ...findings,
    { says: `every accepted order is committed once: ${ordered} ordered, ${committed.length} committed`, holds: committed.length === ordered && ordered > 0 },
    { says: `nothing is lost: ${lost}`, holds: lost === 0 },
    { says: `nobody is mailed twice: ${duplicates}`, holds: duplicates === 0 },
    { says: `as many fail as must: ${count('failed')} of ${failing}`, holds: count('failed') === failing },
    { says: `at most ${allowed.uncertain} are uncertain: ${count('uncertain')}`, holds: count('uncertain') <= allowed.uncertain },
    { says: `nothing is open: deliveries ${rest.open}, outbox ${rest.outbox}, queue ${rest.queue}`, holds: rest.open + rest.outbox + rest.queue === 0 },
  ];
  const broken = rules.filter(({ holds }) => !holds).map(({ says }) => says);
  return {
    ...{ name, committed: committed.length, accepted: accepted.length, unique, duplicates, failed: count('failed'), uncertain: count('uncertain'), cancelled: count('cancelled'), lost },
    holds: broken.length === 0,
    ...(seed === undefined ? {} : { seed }),
    ...{ uncertainUndelivered, uncertainAtMost: allowed.uncertain, rest, broken },
  };
}
