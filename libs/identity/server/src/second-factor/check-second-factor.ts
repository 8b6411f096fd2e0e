import { OptimisticLockError } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { SecondFactor } from '@tandem/identity-domain';
import { recoveryHash, stepOfCode } from '../secrets/one-time-codes';
import { SecretBox } from '../secrets/secret-box';
import { SignInLimit } from '../secrets/sign-in-limit';
import type { Origin } from '../secrets/sign-in-limit';

/** What somebody has shown: a code of their device, or one of the recovery codes in its place. */
export type Shown = 'code' | 'recovery-code';

/** Finds out whether somebody has the second factor at hand. What was taken once is spent, whatever becomes of the request. */
@Injectable()
export class CheckSecondFactor {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(SignInLimit) private readonly limit: SignInLimit,
    @Inject(SecretBox) private readonly box: SecretBox,
  ) {}

  /** Whether a sign-in of this person asks for a code. */
  async asks(userId: string): Promise<boolean> {
    const rows = await this.em.fork().execute<unknown[]>('select 1 from second_factor where user_id = ? and confirmed_at is not null', [userId]);
    return rows.length > 0;
  }

  /** Whether the person has set up anything that counts as a second factor: their device gives codes, or they have a passkey. */
  async has(userId: string): Promise<boolean> {
    const rows = await this.em.fork().execute<unknown[]>('select 1 from second_factor where user_id = ? and confirmed_at is not null union all select 1 from passkey where user_id = ? limit 1', [userId, userId]);
    return rows.length > 0;
  }

  /**
   * What `code` is: the present code of the person's device, or a recovery code of theirs that was never used; undefined when neither.
   * @throws DomainError SIGN_IN_LIMITED (SEC-05).
   */
  run(userId: string, code: string, from: Origin): Promise<Shown | undefined> {
    return this.limit.guard(
      `second factor of ${userId}`,
      from,
      async () => {
        const shown = (await this.takeCode(userId, code)) ? 'code' : (await this.takeRecoveryCode(userId, code)) ? 'recovery-code' : undefined;
        return { ok: shown !== undefined, result: shown };
      },
      { short: true },
    );
  }

  private async takeCode(userId: string, code: string): Promise<boolean> {
    const em = this.em.fork();
    const factor = await em.findOne(SecondFactor, { userId });
    if (!factor?.isActive()) return false;
    const opened = await this.box.open(factor.secret, userId);
    if (!opened || !factor.take(stepOfCode(opened.secret, code))) return false;
    if (opened.old) factor.keepUnder(await this.box.seal(opened.secret, userId));
    try {
      await em.flush();
      return true;
    } catch (error) {
      // Somebody else was first with a code: this one is spent.
      if (error instanceof OptimisticLockError) return false;
      throw error;
    }
  }

  private async takeRecoveryCode(userId: string, code: string): Promise<boolean> {
    const hash = recoveryHash(code);
    if (!hash) return false;
    const taken = await this.em.fork().execute<unknown[]>(
      `update recovery_code set used_at = now() where user_id = ? and hash = ? and used_at is null
       and exists (select from second_factor f where f.user_id = recovery_code.user_id and f.confirmed_at is not null) returning id`,
      [userId, hash],
    );
    return taken.length > 0;
  }
}
