/** Which states may follow which. Written once per entity as data, `as const satisfies Transitions<State>`. */
export type Transitions<State extends string> = Readonly<Record<State, readonly State[]>>;

/** Whether `to` may follow `from`. */
export const mayFollow = <State extends string>(table: Transitions<State>, from: State, to: State): boolean => table[from].includes(to);

/** The states that can be reached from `start`; a spec compares them with all states, so that no state is dead by mistake. */
export function reachable<State extends string>(table: Transitions<State>, start: State): ReadonlySet<State> {
  const seen = new Set<State>([start]);
  for (const state of seen) for (const next of table[state]) seen.add(next);
  return seen;
}
