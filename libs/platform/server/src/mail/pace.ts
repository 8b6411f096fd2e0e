import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../config/config';
import { describeError } from '../jobs/describe-error';
import { QueueRedis } from '../jobs/queue-redis';
import { DeliveryRows } from './delivery-rows';
import { domainOf } from './domain-limits';

const STANDARD = 600;
const PATIENCE_MS = 1_000;

/**
 * Gives each mail its place: at once while its domain got fewer than its limit in the last minute, else a minute after the mail
 * that stands `limit` places before it. Places are kept as long as they matter, newest first, so nobody overtakes.
 */
const PLACES = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local waits = {}
for at, key in ipairs(KEYS) do
  local limit = tonumber(ARGV[at])
  local place = math.max(now, tonumber(redis.call('LINDEX', key, 0) or 0))
  place = math.max(place, tonumber(redis.call('LINDEX', key, limit - 1) or -60000) + 60000)
  redis.call('LPUSH', key, place)
  redis.call('LTRIM', key, 0, limit - 1)
  redis.call('PEXPIRE', key, place - now + 60000)
  waits[at] = place - now
end
return waits`;

/**
 * How fast each domain of recipients is mailed, over all workers together. Redis only counts; the mails that have to wait are in
 * Postgres with their time, so that a flushed Redis forgets how many were sent, and no mail (docs/adr/0007-mail-limits-per-domain.md).
 */
@Injectable()
export class Pace implements OnApplicationBootstrap {
  private readonly logger = new Logger(Pace.name);

  constructor(
    private readonly config: Config,
    private readonly redis: QueueRedis,
    private readonly rows: DeliveryRows,
  ) {}

  /** With other limits than before, those who wait are given new places. */
  async onApplicationBootstrap(): Promise<void> {
    const limits = `${this.standard} ${[...this.config.get('MAIL_DOMAIN_LIMITS')].join()}`;
    try {
      const before = await this.redis.client.getset(this.key('limits'), limits);
      if (before !== limits) await this.rows.releasePaced();
    } catch (error) {
      this.logger.warn(`Those who wait for their turn keep their old one: ${describeError(error)}`);
    }
  }

  /** How many milliseconds each recipient has to wait, in the same order; 0 for most. Counts each one as a mail. */
  async waits(recipients: readonly string[]): Promise<readonly number[]> {
    const limited = recipients.map((recipient) => ({ domain: domainOf(recipient), limit: this.limitOf(domainOf(recipient)) }));
    const counted = limited.filter(({ limit }) => limit > 0);
    if (counted.length === 0) return recipients.map(() => 0);
    try {
      const keys = counted.map(({ domain, limit }) => this.key(`${limit}:${domain}`));
      const places = (await this.soon(this.redis.client.eval(PLACES, keys.length, ...keys, ...counted.map(({ limit }) => limit)))) as number[];
      return limited.map(({ limit }) => (limit > 0 ? (places.shift() ?? 0) : 0));
    } catch (error) {
      // A limit is a courtesy; the mails are a promise.
      this.logger.warn(`Domains are not paced: ${describeError(error)}`);
      return recipients.map(() => 0);
    }
  }

  /** A Redis that is away keeps what it is asked until it is back, which may be long. */
  private async soon<Answer>(answer: Promise<Answer>): Promise<Answer> {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const patience = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS} ms`)), PATIENCE_MS);
    return Promise.race([answer, late]).finally(() => clearTimeout(patience));
  }

  private limitOf(domain: string): number {
    return this.config.get('MAIL_DOMAIN_LIMITS').get(domain) ?? this.standard;
  }

  private get standard(): number {
    return this.config.get('MAIL_PER_DOMAIN_PER_MINUTE') ?? (this.config.get('SANDBOX') ? 0 : STANDARD);
  }

  private key(name: string): string {
    return `${this.redis.prefix}:pace:${name}`;
  }
}
