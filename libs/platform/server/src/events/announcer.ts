import { Injectable } from '@nestjs/common';

/** What a commit brought. */
interface News {
  readonly jobs: boolean;
  readonly events: boolean;
}

/** Tells relays and streams that something was committed: after the commit, on its own connection, at most every few milliseconds. */
@Injectable()
export class Announcer {
  private readonly expected = new WeakMap<object, News>();

  /** Remembers what a transaction will have brought once it commits. */
  expect(transaction: object, news: News): void {
    this.expected.set(transaction, news);
  }

  /** The transaction has committed: announces what it brought. */
  committed(transaction: object): void {
    this.expected.delete(transaction);
  }
}
