import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { OnModuleDestroy, OnModuleInit } from '@nestjs/common';
import { Clock, DomainError } from '@tandem/platform-kernel';
import { Signals } from '../events/signals';

const POLL_MS = 500;
/** No rehearsal needs more; far beyond it instants have years that neither links nor tokens can name. */
const END = '2101-01-01T00:00:00.000Z';

const beyond = (field: string): DomainError =>
  new DomainError({ rule: 'API-01', reason: 'FIELD_INVALID', kind: 'invalid', field, details: { detail: 'The clock of the sandbox ends with the year 2100.' } });

/**
 * Business time that can be rehearsed: the machine's time plus a shift that api and workers share through the database. It moves
 * forward only; right after a reset it may be set to any instant once.
 */
@Injectable()
export class SandboxClock extends Clock implements OnModuleInit, OnModuleDestroy {
  private shiftMs = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly em: EntityManager,
    private readonly signals: Signals,
  ) {
    super();
  }

  now(): Date {
    return new Date(Date.now() + this.shiftMs);
  }

  async onModuleInit(): Promise<void> {
    if (this.timer) return;
    this.signals.on('tandem_clock', () => void this.follow().catch(() => undefined));
    this.timer = setInterval(() => void this.follow().catch(() => undefined), POLL_MS);
    await this.follow();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Sets the clock. @throws DomainError CLOCK_BACKWARD when it would go back, FIELD_INVALID beyond the year 2100. */
  async set(instant: Date): Promise<Date> {
    if (instant >= new Date(END)) throw beyond('now');
    return this.move(`update sandbox_clock set shift = ?::timestamptz - now(), fresh = false where fresh or ?::timestamptz >= business_now() returning id`, [instant, instant]);
  }

  /** Moves the clock forward by an ISO 8601 duration. @throws DomainError CLOCK_BACKWARD when it would go back, FIELD_INVALID beyond the year 2100. */
  async advance(duration: string): Promise<Date> {
    if (await this.reachesBeyond(duration)) throw beyond('advanceBy');
    return this.move(`update sandbox_clock set shift = shift + ?::interval, fresh = false where ?::interval >= interval '0' returning id`, [duration, duration]);
  }

  /** Back to the present; once it may then be set to any instant. Part of a reset of the whole sandbox. */
  async reset(): Promise<Date> {
    return this.move(`update sandbox_clock set shift = interval '0', fresh = true returning id`, []);
  }

  /** Takes over the shared shift. */
  async follow(): Promise<void> {
    const [row] = await this.em.getConnection().execute<{ ms: string }[]>('select extract(epoch from business_now() - now()) * 1000 as ms');
    this.shiftMs = Math.round(Number(row?.ms ?? 0));
  }

  private async reachesBeyond(duration: string): Promise<boolean> {
    const [row] = await this.em.getConnection().execute<{ beyond: boolean }[]>('select business_now() + ?::interval >= ?::timestamptz as beyond', [duration, END]);
    return row?.beyond === true;
  }

  private async move(sql: string, parameters: unknown[]): Promise<Date> {
    // In a statement of its own, not in the request's transaction: everyone has to see it at once.
    const moved = await this.em.getConnection().execute<unknown[]>(sql, parameters);
    if (moved.length === 0) throw new DomainError({ rule: 'API-10', reason: 'CLOCK_BACKWARD', kind: 'conflict', field: 'now', details: { now: this.now().toISOString() } });
    await this.follow();
    await this.signals.send('tandem_clock');
    return this.now();
  }
}
