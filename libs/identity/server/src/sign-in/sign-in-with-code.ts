import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { recoveryCodeUsed } from '@tandem/identity-contract';
import { PartnerUser } from '@tandem/identity-domain';
import { Events } from '@tandem/platform-server';
import { CheckSecondFactor } from '../second-factor/check-second-factor';
import { recordThemselves } from '../people/person-record';
import type { Origin } from '../secrets/sign-in-limit';
import { RecordSignIn } from './record-sign-in';

/** The second half of a sign-in: the code after the password (ROL-12). */
@Injectable()
export class SignInWithCode {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Events) private readonly events: Events,
    @Inject(CheckSecondFactor) private readonly check: CheckSecondFactor,
    @Inject(RecordSignIn) private readonly record: RecordSignIn,
  ) {}

  /** Whether the person has a second factor that a sign-in asks for. */
  isDue(userId: string): Promise<boolean> {
    return this.check.asks(userId);
  }

  /** Whether the code was right; a wrong one, and the use of a recovery code, are told to the activity log. @throws DomainError SIGN_IN_LIMITED (SEC-05). */
  async run(userId: string, code: string, from: Origin): Promise<boolean> {
    const shown = await this.check.run(userId, code, from);
    if (shown === 'recovery-code') await recordThemselves(this.em, this.events, recoveryCodeUsed, userId);
    if (shown === undefined) {
      const { organisationId } = await this.em.findOneOrFail(PartnerUser, { id: userId });
      await this.record.refused({ userId, organisationId });
    }
    return shown !== undefined;
  }
}
