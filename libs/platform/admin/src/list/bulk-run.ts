import { computed, signal } from '@angular/core';
import type { RowResult } from '../ui/results';

/** What is done to one row of a bulk act: says in words what became of it, throws what the API refused. */
export type RowAct<Row> = (row: Row) => Promise<string>;

/** What is done to some rows with one call: what became of each, in their order; throws when all are refused. */
export type BatchAct<Row> = (rows: readonly Row[]) => Promise<readonly Omit<RowResult, 'name'>[]>;

/**
 * One act on many rows, one after the other or some at a time: how far it is, and what became of each. A refusal stops no other
 * row; a person can stop the run, and rows that were not reached stay as they are.
 */
export class BulkRun<Row> {
  private readonly reached = signal(0);
  private readonly wanted = signal(0);
  private readonly found = signal<readonly RowResult[]>([]);
  private readonly halted = signal(false);
  readonly done = this.reached.asReadonly();
  readonly total = this.wanted.asReadonly();
  readonly going = computed(() => this.wanted() > 0);
  /** Somebody wants it to end; the present row is still finished. */
  readonly stopping = computed(() => this.going() && this.halted());
  /** Of the last run, when it is over. */
  readonly results = this.found.asReadonly();
  /** Rows that the last run did not reach. */
  readonly left = signal(0);

  constructor(
    private readonly nameOf: (row: Row) => string,
    private readonly say: (fault: unknown) => string,
  ) {}

  /** @returns the rows that were not done: refused, or not reached. */
  run(rows: readonly Row[], act: RowAct<Row>): Promise<Row[]> {
    return this.runTogether(rows, 1, (batch) => Promise.all(batch.map(async (row) => ({ ok: true, text: await act(row) }))));
  }

  /** The same with `step` rows a call. */
  async runTogether(rows: readonly Row[], step: number, act: BatchAct<Row>): Promise<Row[]> {
    if (this.going()) return [...rows];
    this.wanted.set(rows.length);
    this.reached.set(0);
    this.halted.set(false);
    const results: RowResult[] = [];
    while (results.length < rows.length && !this.halted()) {
      results.push(...(await this.attempt(rows.slice(results.length, results.length + step), act)));
      this.reached.set(results.length);
    }
    this.found.set(results);
    this.left.set(rows.length - results.length);
    this.wanted.set(0);
    return rows.filter((_, index) => !results[index]?.ok);
  }

  stop(): void {
    this.halted.set(true);
  }

  /** The results have been read. */
  clear(): void {
    this.found.set([]);
    this.left.set(0);
  }

  private async attempt(batch: readonly Row[], act: BatchAct<Row>): Promise<RowResult[]> {
    const refused = (fault: unknown): Omit<RowResult, 'name'> => ({ ok: false, text: this.say(fault) });
    const outcomes = await act(batch).catch((fault: unknown) => batch.map(() => refused(fault)));
    return batch.map((row, index) => ({ name: this.nameOf(row), ...(outcomes[index] ?? refused(undefined)) }));
  }
}
