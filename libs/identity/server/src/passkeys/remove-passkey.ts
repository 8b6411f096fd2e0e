import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { passkeyRemoved } from '@tandem/identity-contract';
import { Passkey } from '@tandem/identity-domain';
import { notFound } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import { recordOwn } from '../people/person-record';
import { OwnCredentials } from '../second-factor/own-credentials';
import type { Proof } from '../second-factor/own-credentials';
import type { Origin } from '../secrets/sign-in-limit';
import type { Person } from '../session/own-person';

/** The person removes a passkey: it opens nothing from then on. Sessions that it has begun stay; they are ended where they are listed. */
@Injectable()
export class RemovePasskey {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Events) private readonly events: Events,
    @Inject(OwnCredentials) private readonly credentials: OwnCredentials,
  ) {}

  /** @throws DomainError NOT_FOUND, also for somebody else's (SEC-01), SECOND_FACTOR_UNUSED, CODE_REFUSED, CURRENT_PASSWORD_WRONG, SIGN_IN_LIMITED. */
  async run(person: Person, id: string, proof: Proof, from: Origin): Promise<void> {
    const passkey = await this.em.findOne(Passkey, { id, userId: person.userId });
    if (!passkey) throw notFound();
    await this.credentials.requireShown(person);
    await this.credentials.requireProof(person, proof, from);
    this.em.remove(passkey);
    recordOwn(this.events, passkeyRemoved, person, { passkeyId: id });
    await this.em.flush();
  }
}

/** Takes away all passkeys of a person; false when there were none. */
export const forgetPasskeys = async (em: EntityManager, userId: string): Promise<boolean> => (await em.execute<unknown[]>('delete from passkey where user_id = ? returning id', [userId])).length > 0;
