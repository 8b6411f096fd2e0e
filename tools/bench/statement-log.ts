// One statement of a worker, as the database's log tells it.
import { readFileSync } from 'node:fs';
import { until } from './product.ts';
import type { Product } from './product.ts';

/** How often a worker runs a statement, how long each run takes, and its text with the values in it. */
export class StatementLog {
  readonly #product: Product;
  readonly #statement: RegExp;

  /** @param statement what the log says of a run; its groups are the milliseconds and the text. */
  private constructor(product: Product, statement: RegExp) {
    this.#product = product;
    this.#statement = statement;
  }

  /** Has the database log all statements, and waits until the worker has run this one. */
  static async begin(product: Product, statement: RegExp): Promise<StatementLog> {
    const log = new StatementLog(product, statement);
    await product.ask('alter database tandem set log_min_duration_statement = 0');
    // For connections made from now on.
    await product.stack.workers[0]?.restart();
    const from = log.place;
    await until('The statement', () => Promise.resolve(log.times(from).length > 0));
    return log;
  }

  /** Where the log ends now. */
  get place(): number {
    return this.#read().length;
  }

  /** The milliseconds of every run since a place. */
  times(from: number): number[] {
    return [...this.#read().subarray(from).toString('utf8').matchAll(this.#statement)].map(([, ms]) => Number(ms));
  }

  /** The newest run, word for word. */
  get text(): string {
    return [...this.#read().toString('utf8').matchAll(this.#statement)].at(-1)?.[2] ?? '';
  }

  #read(): Buffer {
    return readFileSync(this.#product.stack.log('postgres'));
  }
}
