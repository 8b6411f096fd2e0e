import { computed, effect, signal, untracked } from '@angular/core';
import type { Signal } from '@angular/core';
import { ApiFault } from '../api/api-fault';

/** One page as the API answers it. */
export interface Page<Row> {
  readonly items: readonly Row[];
  readonly continuationToken?: string | undefined;
}

/** A row as it will be; readings from `turn` on know what became of it. */
interface Expected<Row> {
  readonly row: Row;
  turn: number;
}

/**
 * Rows of a list as they are read page by page. While reading, the old rows stay, also those of another question; a slow answer to
 * an old question is dropped. A failure keeps the rows that answer the question, and says so.
 */
export class ListSource<Row extends { readonly id: string }, Question> {
  private readonly held = signal<readonly Row[]>([]);
  private readonly expected = signal<ReadonlyMap<string, Expected<Row>>>(new Map());
  private readonly token = signal<string | undefined>(undefined);
  private readonly failure = signal<ApiFault | null>(null);
  private readonly reading = signal(true);
  private readonly answered = signal(false);
  private turn = 0;

  readonly rows = computed(() => this.held().map((row) => this.expected().get(row.id)?.row ?? row));
  readonly fault = this.failure.asReadonly();
  readonly hasMore = computed(() => this.token() !== undefined);
  readonly busy = this.reading.asReadonly();
  /** No answer yet and no older rows to show meanwhile: skeleton instead of rows. */
  readonly first = computed(() => this.reading() && !this.answered() && this.held().length === 0);
  /** The rows are still those of the question before. */
  readonly stale = computed(() => this.reading() && !this.answered() && this.held().length > 0);

  /**
   * @param question what is asked, as a signal; a change reads from the start. Needs an injection context.
   * @param read one page; `after` is the token of the page before.
   */
  constructor(
    private readonly question: Signal<Question>,
    private readonly read: (question: Question, after?: string) => Promise<Page<Row>>,
  ) {
    effect(() => {
      question();
      untracked(() => {
        this.answered.set(false);
        void this.refresh();
      });
    });
  }

  /** Reads as many rows again as are shown. */
  async refresh(): Promise<void> {
    const wanted = this.answered() ? this.held().length : 0;
    const read = await this.take(async (turn) => {
      let page = await this.read(this.question());
      const rows = [...page.items];
      while (page.continuationToken && rows.length < wanted && turn === this.turn) {
        page = await this.read(this.question(), page.continuationToken);
        rows.push(...page.items);
      }
      return { items: rows, continuationToken: page.continuationToken };
    });
    if (read !== undefined) this.forget(({ turn }) => turn <= read);
  }

  /** Adds the next page. */
  async more(): Promise<void> {
    const after = this.token();
    if (after === undefined || !this.answered()) return;
    await this.take(async () => {
      const page = await this.read(this.question(), after);
      return { ...page, items: [...this.held(), ...page.items] };
    });
  }

  /**
   * Shows a row as it will be, before the server has said so. A reading that began earlier still brings the old one: it shows only when
   * the command has failed, or has ended and was read afterwards.
   */
  async amend(row: Row, command: Promise<unknown>): Promise<void> {
    const expected: Expected<Row> = { row, turn: Infinity };
    this.expected.update((all) => new Map(all).set(row.id, expected));
    await command.then(
      () => (expected.turn = this.turn + 1),
      () => this.forget((one) => one === expected),
    );
    await this.refresh();
  }

  private forget(which: (expected: Expected<Row>) => boolean): void {
    this.expected.update((all) => new Map([...all].filter(([, expected]) => !which(expected))));
  }

  /** Holds what is read, and returns the turn of the reading when it counts: a newer one may have begun, or this one fails. */
  private async take(work: (turn: number) => Promise<Page<Row>>): Promise<number | undefined> {
    const turn = ++this.turn;
    this.reading.set(true);
    try {
      const page = await work(turn);
      if (turn !== this.turn) return undefined;
      this.held.set(page.items);
      this.token.set(page.continuationToken);
      this.failure.set(null);
      this.answered.set(true);
      return turn;
    } catch (error) {
      if (turn !== this.turn) return undefined;
      if (!this.answered()) {
        this.held.set([]);
        this.token.set(undefined);
      }
      this.failure.set(error instanceof ApiFault ? error : new ApiFault(0, undefined, ''));
      return undefined;
    } finally {
      if (turn === this.turn) this.reading.set(false);
    }
  }
}
