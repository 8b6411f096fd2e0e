import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { passkeyRegistered } from '@tandem/identity-contract';
import type { NewPasskey } from '@tandem/identity-contract';
import { Passkey } from '@tandem/identity-domain';
import { Clock, DomainError } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import { recordOwn } from '../people/person-record';
import { OwnCredentials } from '../second-factor/own-credentials';
import type { Person } from '../session/own-person';
import { requireSession } from './begin-passkey';
import { PasskeyChallenges, placeOf } from './passkey-challenges';
import { PasskeySite } from './passkey-site';
import { readNewPasskey } from './read-passkey';

/** The browser has made a passkey: from now on it opens the person's account. */
@Injectable()
export class RegisterPasskey {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Events) private readonly events: Events,
    @Inject(PasskeySite) private readonly site: PasskeySite,
    @Inject(PasskeyChallenges) private readonly challenges: PasskeyChallenges,
    @Inject(OwnCredentials) private readonly credentials: OwnCredentials,
  ) {}

  /** @throws DomainError SIGN_IN_ELSEWHERE, SESSION_REQUIRED, SECOND_FACTOR_UNUSED, PASSKEY_CHALLENGE_ENDED, PASSKEY_REFUSED, PASSKEY_LIMIT, PASSKEY_KNOWN. */
  async run(person: Person, session: string | undefined, given: NewPasskey): Promise<Passkey> {
    this.credentials.requireOwn();
    const { userId, organisationId } = person;
    const expected = await this.challenges.take(placeOf.registration(userId, requireSession(session)));
    if (!expected) throw new DomainError({ rule: 'ROL-12', reason: 'PASSKEY_CHALLENGE_ENDED', kind: 'conflict' });
    await this.credentials.requireShown(person);
    const credential = await readNewPasskey(given, expected, this.site);
    if (!credential) throw new DomainError({ rule: 'ROL-12', reason: 'PASSKEY_REFUSED', kind: 'invalid', field: 'credential' });
    // Two at once would both count nine.
    await this.em.execute('select from partner_user where id = ? for update', [userId]);
    const held = await this.em.count(Passkey, { userId });
    const passkey = Passkey.register({ ...credential, userId, organisationId, name: given.name, held, now: this.clock.now() });
    this.em.persist(passkey);
    recordOwn(this.events, passkeyRegistered, person, { passkeyId: passkey.id });
    await this.em.flush();
    return passkey;
  }
}
