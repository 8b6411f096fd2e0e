/** What a delivery ended as, as its own tables say. */
export interface Committed {
  /** What the Message-ID holds. */
  readonly id: string;
  readonly recipient: string;
  readonly state: string;
  readonly reason?: string | null;
}

/** Something that promises to send mails: the product, or the naive reference. */
export interface Subject {
  readonly concurrency: number;
  /** Orders one mail; resolves when the order is accepted. @throws Error when it was not. */
  order(recipient: string): Promise<void>;
  /** kill -9 for one of its workers. */
  killWorker(): void;
  /** Empties Redis. */
  flush(): Promise<void>;
  /** How many jobs wait in Redis. */
  waiting(): Promise<number>;
  /** Everything that was ordered, and what became of it. */
  committed(): Promise<Committed[]>;
  /** Whether nothing is left to do, so that the state is final. */
  idle(): Promise<boolean>;
  stop(): Promise<void>;
}
