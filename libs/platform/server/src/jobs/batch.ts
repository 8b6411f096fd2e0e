interface Waiting<Item, Result> {
  readonly item: Item;
  readonly done: (result: Result) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Puts calls that arrive together into one statement: a third of the database's work per mail. While one batch runs, the next
 * one gathers. `work` returns a result per item, in the same order.
 */
export class Batch<Item, Result> {
  private waiting: Waiting<Item, Result>[] = [];
  private busy = false;

  constructor(
    private readonly work: (items: readonly Item[]) => Promise<readonly Result[]>,
    private readonly most = 100,
  ) {}

  add(item: Item): Promise<Result> {
    return new Promise((done, failed) => {
      this.waiting.push({ item, done, failed });
      if (!this.busy) this.next();
    });
  }

  private next(): void {
    this.busy = true;
    setImmediate(() => void this.drain());
  }

  private async drain(): Promise<void> {
    const batch = this.waiting.splice(0, this.most);
    try {
      const results = await this.work(batch.map(({ item }) => item));
      batch.forEach(({ done }, index) => done(results[index] as Result));
    } catch (error) {
      for (const { failed } of batch) failed(error);
    }
    this.busy = false;
    if (this.waiting.length > 0) this.next();
  }
}
