import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { recoveryCodeUsed } from '@tandem/identity-contract';
import { Events } from '@tandem/platform-server';
import { CheckSecondFactor } from '../second-factor/check-second-factor';
import type { Origin } from '../secrets/sign-in-limit';
import { actingPerson, personByToken } from '../session/caller';
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
    if (shown === 'code') return true;
    const person = await personByToken(this.em, userId, '');
    if (!person) return false;
    const organisationId = person.organisation_id;
    if (shown === undefined) await this.record.refused({ userId, organisationId });
    else this.events.add(recoveryCodeUsed, { actor: actingPerson(person), organisations: [organisationId], subjects: [{ type: 'partner_user', id: userId }], data: { userId } });
    return shown !== undefined;
  }
}
