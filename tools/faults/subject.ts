/** What a delivery ended as, as its own tables say. */
export interface Committed {
  /** What the Message-ID holds. */
  readonly id: string;
  readonly recipient: string;
  readonly state: string;
  readonly reason?: string | null;
}

/** What is left to do. All of it is 0 in the end. */
export interface Rest {
  /** Deliveries without an outcome. */
  readonly open: number;
  /** Jobs that are due and not done: the outbox. */
  readonly outbox: number;
  /** Jobs that wait or run in Redis. */
  readonly queue: number;
}

/** Partners with an address each, and the days on which they are reminded: the first of them after so many seconds. */
export interface Reminders {
  readonly count: number;
  readonly days: readonly number[];
  readonly inSeconds: number;
}

/** Where in the sending of a mail a worker is killed. */
export const PHASES = ['before_data', 'after_data', 'after_250', 'before_record'] as const;
export type Phase = (typeof PHASES)[number];

/** Something that promises to send mails: the product, or the naive reference. */
export interface Subject {
  /** Mails that one worker sends at once. */
  readonly concurrency: number;
  /** After how many milliseconds a worker that says nothing counts as dead. */
  readonly leaseMs: number;
  /** Orders a mail to each as a partner's system does: the same request again until it is accepted. @throws Error when it is refused. */
  order(recipients: readonly string[]): Promise<void>;
  /** kill -9 for a worker, where it can be told so: in this phase. @throws NotStruck when it did not come to it. */
  killWorker(phase: Phase): Promise<void>;
  /** kill -9 for an api that has just committed an order and told nobody. @throws NotStruck when it did not come to it. */
  killApiAfterCommit(): Promise<void>;
  /** SIGSTOP for a worker, SIGCONT after so many milliseconds. */
  pauseWorker(place: number, ms: number): Promise<void>;
  /** Makes partners who are to be reminded by date. */
  remind(filing: Reminders): Promise<void>;
  /** Moves the clock on by days, as if everything had stood still meanwhile. */
  jump(days: number): Promise<void>;
  /** Puts the schedule of reminders again, as every worker does when it starts. */
  reschedule(): Promise<void>;
  /** Has so many look for due reminders at the same moment, as schedules that do not know of each other would. */
  sweep(times: number): Promise<void>;
  /** Empties Redis. */
  flush(): Promise<void>;
  /** How many jobs wait in Redis. */
  waiting(): Promise<number>;
  /** Everything that was ordered, and what became of it. */
  committed(): Promise<Committed[]>;
  /** What is left to do. */
  rest(): Promise<Rest>;
  stop(): Promise<void>;
}

/** The fault did not happen, so the run proves nothing. */
export class NotStruck extends Error {
  override readonly name = 'NotStruck';
}
