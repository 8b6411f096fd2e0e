import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { DomainError, newId } from '@tandem/platform-kernel';

/** Failures of one account from one address, and of all accounts from one address, within the window. */
const PER_ACCOUNT = 10;
const PER_ADDRESS = 100;

interface Row {
  readonly account: number;
  readonly address: number;
  /** Seconds until enough failures have left the window. */
  readonly account_wait: number;
  readonly address_wait: number;
}

const COUNT = `
  select count(*) filter (where account = ?)::int as account, count(*)::int as address,
    ceil(extract(epoch from (array_agg(at order by at desc) filter (where account = ?))[${PER_ACCOUNT}] + interval '15 minutes' - now()))::int as account_wait,
    ceil(extract(epoch from (array_agg(at order by at desc))[${PER_ADDRESS}] + interval '15 minutes' - now()))::int as address_wait
  from sign_in_failure where address = ? and at > now() - interval '15 minutes'`;

/**
 * Slows down guessing (SEC-05): ten failures per account and address in fifteen minutes, a hundred per address, for people and
 * API clients alike. Counted in Postgres and in real time, so that several processes count together.
 */
@Injectable()
export class SignInLimit {
  private readonly running = new Map<string, Promise<unknown>>();

  constructor(@Inject(EntityManager) private readonly em: EntityManager) {}

  /**
   * Runs one attempt; it counts as a failure when `attempt` gives false. Attempts on the same account from the same address run
   * one after another: a burst would otherwise be judged before the first failure is known.
   * @throws DomainError SIGN_IN_LIMITED with `retryAfter` in seconds, without running the attempt.
   */
  async guard<Result>(account: string, address: string, attempt: () => Promise<{ ok: boolean; result: Result }>): Promise<Result> {
    // Postgres has no text with NUL.
    const name = account.trim().toLowerCase().replaceAll('\0', '').slice(0, 320);
    const key = `${name} ${address}`;
    const before = this.running.get(key) ?? Promise.resolve();
    const mine = before.catch(() => undefined).then(() => this.attempt(name, address, attempt));
    this.running.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.running.get(key) === mine) this.running.delete(key);
    }
  }

  private async attempt<Result>(
    account: string,
    address: string,
    attempt: () => Promise<{ ok: boolean; result: Result }>,
  ): Promise<Result> {
    await this.requireRoom(account, address);
    const { ok, result } = await attempt();
    if (!ok) await this.count(account, address);
    return result;
  }

  private async requireRoom(account: string, address: string): Promise<void> {
    const [row] = await this.em.fork().execute<Row[]>(COUNT, [account, account, address]);
    if (!row) return;
    const wait = Math.max(row.account >= PER_ACCOUNT ? row.account_wait : 0, row.address >= PER_ADDRESS ? row.address_wait : 0);
    if (wait > 0) throw new DomainError({ rule: 'SEC-05', reason: 'SIGN_IN_LIMITED', kind: 'limited', details: { retryAfter: wait } });
  }

  private async count(account: string, address: string): Promise<void> {
    await this.em.fork().execute(
      `with swept as (delete from sign_in_failure where at < now() - interval '1 day')
       insert into sign_in_failure (id, account, address) values (?, ?, ?)`,
      [newId(), account, address],
    );
  }
}
