import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Signals } from './signals';

/** That something changed, for live views: which records, and who may know. Never what changed: whoever may see it asks. */
export interface Change {
  /** Name of the event, or `delivery.<state>`. */
  readonly type: string;
  /** `<type>:<id>` of the records it is about. */
  readonly subjects: readonly string[];
  /** Organisations that may know. */
  readonly visibleTo: readonly string[];
}

/** What a commit brought. */
export interface News {
  readonly jobs: boolean;
  readonly changes: readonly Change[];
}

const EVERY_MS = 5;
/** Postgres takes 8000 bytes in one notification. */
const PAYLOAD_BYTES = 7500;

/**
 * Tells relays and streams what was committed: after the commit, on its own connection, together for all commits of a few
 * milliseconds. Inside the transaction a notification takes a database-wide lock and costs more than half of the write rate.
 */
@Injectable()
export class Announcer implements OnApplicationShutdown {
  private readonly expected = new WeakMap<object, News>();
  private jobs = false;
  private changes: Change[] = [];
  private timer: NodeJS.Timeout | undefined;
  private lastSent = 0;

  constructor(private readonly signals: Signals) {}

  /** Remembers what a transaction will have brought once it commits. */
  expect(transaction: object, news: News): void {
    const known = this.expected.get(transaction);
    this.expected.set(transaction, known ? { jobs: known.jobs || news.jobs, changes: [...known.changes, ...news.changes] } : news);
  }

  /** Whether a transaction will have brought jobs. */
  expectsJobs(transaction: object): boolean {
    return this.expected.get(transaction)?.jobs ?? false;
  }

  /** The transaction has committed: announces what it brought. */
  committed(transaction: object): void {
    const news = this.expected.get(transaction);
    if (news) this.announce(news);
    this.expected.delete(transaction);
  }

  /** Announces something that is committed. */
  announce({ jobs, changes }: News): void {
    this.jobs ||= jobs;
    this.changes.push(...changes);
    this.timer ??= setTimeout(() => void this.flush(), Math.max(0, this.lastSent + EVERY_MS - performance.now()));
  }

  onApplicationShutdown(): void {
    clearTimeout(this.timer);
  }

  private async flush(): Promise<void> {
    const { jobs, changes } = this;
    this.timer = undefined;
    this.jobs = false;
    this.changes = [];
    this.lastSent = performance.now();
    if (jobs) await this.signals.send('tandem_job');
    for (const payload of payloads(changes)) await this.signals.send('tandem_change', payload);
  }
}

/** Packs changes into as few notifications as fit; a change too large for one is told without its subjects. */
export function payloads(changes: readonly Change[]): string[] {
  const packed: string[] = [];
  let lines: string[] = [];
  let bytes = 0;
  for (const change of changes) {
    const whole = JSON.stringify(change);
    const line = Buffer.byteLength(whole) < PAYLOAD_BYTES ? whole : JSON.stringify({ ...change, subjects: [] });
    if (bytes + Buffer.byteLength(line) > PAYLOAD_BYTES) {
      packed.push(`[${lines.join()}]`);
      lines = [];
      bytes = 0;
    }
    lines.push(line);
    bytes += Buffer.byteLength(line) + 1;
  }
  return lines.length > 0 ? [...packed, `[${lines.join()}]`] : packed;
}
