import { computed, signal } from '@angular/core';
import type { RowResult } from '../ui/results';

/** What is done to one row of a bulk act: says in words what became of it, throws what the API refused. */
export type RowAct<Row> = (row: Row) => Promise<string>;

/**
 * One act on many rows, one after the other: how far it is, and what became of each. A refusal stops no other row; a person can
 * stop the run, and rows that were not reached stay as they are.
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
  async run(rows: readonly Row[], act: RowAct<Row>): Promise<Row[]> {
    if (this.going()) return [...rows];
    this.wanted.set(rows.length);
    this.reached.set(0);
    this.halted.set(false);
    const results: RowResult[] = [];
    for (const row of rows) {
      if (this.halted()) break;
      results.push(await this.attempt(row, act));
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

  private async attempt(row: Row, act: RowAct<Row>): Promise<RowResult> {
    const name = this.nameOf(row);
    try {
      return { name, ok: true, text: await act(row) };
    } catch (fault) {
      return { name, ok: false, text: this.say(fault) };
    }
  }
}
