import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { DomainError, newId } from '@tandem/platform-kernel';
import { Jobs } from '@tandem/platform-server';
import { answerForgotten } from './account-links.jobs';

/** How often one network address may ask within fifteen minutes, for whatever accounts. */
const PER_ADDRESS = 20;

const WAIT = `
  select ceil(extract(epoch from (array_agg(at order by at desc))[${PER_ADDRESS}] + interval '15 minutes' - now()))::int as wait
  from password_request where address = ? and at > now() - interval '15 minutes'`;

/**
 * Notes that somebody forgot a password, for the worker to answer. What happens here is the same for every address, known or not, so that
 * neither the answer nor its time tells who has an account (SEC-02).
 */
@Injectable()
export class AskForPassword {
  constructor(
    private readonly em: EntityManager,
    private readonly jobs: Jobs,
  ) {}

  /** @param address where the request comes from. @throws DomainError RESETS_LIMITED with `retryAfter` in seconds (SEC-05). */
  async run(account: string, address: string): Promise<void> {
    const [limit] = await this.em.execute<{ wait: number | null }[]>(WAIT, [address]);
    if (limit?.wait) throw new DomainError({ rule: 'SEC-05', reason: 'RESETS_LIMITED', kind: 'limited', details: { retryAfter: limit.wait } });
    const id = newId();
    // Postgres has no text with NUL.
    const name = account.trim().toLowerCase().replaceAll('\0', '').slice(0, 320);
    await this.em.execute(
      `with swept as (delete from password_request where at < now() - interval '1 day')
       insert into password_request (id, account, address) values (?, ?, ?)`,
      [id, name, address],
    );
    this.jobs.add(answerForgotten, { requestId: id });
  }
}
