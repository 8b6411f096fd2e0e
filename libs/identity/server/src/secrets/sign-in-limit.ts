import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { DomainError, newId } from '@tandem/platform-kernel';
import { networkOf } from './network-of';

/** Failures within the window: of one account from one address or device, and of all accounts from one address. */
const PER_ACCOUNT = 10;
const PER_ADDRESS = 100;
/** Failures of one account from everywhere, after which an address has one try instead of ten. */
const SLOW_FROM = 50;
/** Failures from everywhere after which nobody tries a short code any more, except on a device the person knows. */
const PER_CODE = 20;

/** Where an attempt comes from. */
export interface Origin {
  readonly address: string;
  /** A device on which the owner of this account has signed in before (see `KnownDevices`). */
  readonly device?: string;
}

/** Failures, and seconds until enough of them have left the window. */
interface Row {
  readonly own: number;
  readonly everywhere: number;
  readonly network: number;
  readonly first_wait: number;
  readonly own_wait: number;
  readonly everywhere_wait: number;
  readonly network_wait: number;
}

const WAIT = (which: string, number: number): string =>
  `ceil(extract(epoch from (array_agg(at order by at desc) filter (where ${which}))[${number}] + interval '15 minutes' - now()))::int`;

const COUNT = `
  select count(*) filter (where own)::int as own, count(*) filter (where everywhere)::int as everywhere, count(*) filter (where network)::int as network,
    ${WAIT('own', 1)} as first_wait, ${WAIT('own', PER_ACCOUNT)} as own_wait, ${WAIT('everywhere', PER_CODE)} as everywhere_wait, ${WAIT('network', PER_ADDRESS)} as network_wait
  from (select at, account = ? and address = ? as own, account = ? as everywhere, address = ? as network
    from sign_in_failure where device is null and (account = ? or address = ?) and at > now() - interval '15 minutes') failures`;

const COUNT_OF_DEVICE = `
  select count(*)::int as own, ${WAIT('true', PER_ACCOUNT)} as own_wait
  from sign_in_failure where account = ? and device = ? and at > now() - interval '15 minutes'`;

/**
 * Slows down guessing (SEC-05) without letting anybody lock out the owner (docs/adr/0011): counted in Postgres and in real time, for
 * people, their codes and API clients alike, so that several processes count together.
 */
@Injectable()
export class SignInLimit {
  private readonly running = new Map<string, Promise<unknown>>();

  constructor(@Inject(EntityManager) private readonly em: EntityManager) {}

  /**
   * Runs one attempt; it counts as a failure when `attempt` gives false. Attempts that are counted together run one after another:
   * a burst would otherwise be judged before the first failure is known.
   * @param short whether a short code is guessed, by somebody who knows the password already.
   * @throws DomainError SIGN_IN_LIMITED with `retryAfter` in seconds, without running the attempt.
   */
  async guard<Result>(account: string, from: Origin, attempt: () => Promise<{ ok: boolean; result: Result }>, { short = false } = {}): Promise<Result> {
    // Postgres has no text with NUL.
    const name = account.trim().toLowerCase().replaceAll('\0', '').slice(0, 320);
    const origin = { ...from, address: networkOf(from.address) };
    const key = `${name} ${origin.device ?? (short ? '' : origin.address)}`;
    const before = this.running.get(key) ?? Promise.resolve();
    const mine = before.catch(() => undefined).then(() => this.attempt(name, origin, attempt, short));
    this.running.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.running.get(key) === mine) this.running.delete(key);
    }
  }

  private async attempt<Result>(account: string, from: Origin, attempt: () => Promise<{ ok: boolean; result: Result }>, short: boolean): Promise<Result> {
    const wait = from.device === undefined ? await this.wait(account, from.address, short) : await this.waitOfDevice(account, from.device);
    if (wait > 0) throw new DomainError({ rule: 'SEC-05', reason: 'SIGN_IN_LIMITED', kind: 'limited', details: { retryAfter: wait } });
    const { ok, result } = await attempt();
    if (!ok) await this.count(account, from);
    return result;
  }

  private async wait(account: string, address: string, short: boolean): Promise<number> {
    const [row] = await this.em.fork().execute<Row[]>(COUNT, [account, address, account, address, account, address]);
    if (!row) return 0;
    const slowed = row.everywhere >= SLOW_FROM && row.own > 0;
    return Math.max(
      row.own >= PER_ACCOUNT ? row.own_wait : 0,
      slowed ? row.first_wait : 0,
      row.network >= PER_ADDRESS ? row.network_wait : 0,
      short && row.everywhere >= PER_CODE ? row.everywhere_wait : 0,
    );
  }

  /** Whoever guesses elsewhere is no matter to a device that the owner has signed in on. */
  private async waitOfDevice(account: string, device: string): Promise<number> {
    const [row] = await this.em.fork().execute<Row[]>(COUNT_OF_DEVICE, [account, device]);
    return row && row.own >= PER_ACCOUNT ? row.own_wait : 0;
  }

  private async count(account: string, { address, device }: Origin): Promise<void> {
    await this.em.fork().execute(
      `with swept as (delete from sign_in_failure where at < now() - interval '1 day')
       insert into sign_in_failure (id, account, address, device) values (?, ?, ?, ?)`,
      [newId(), account, address, device ?? null],
    );
  }
}
