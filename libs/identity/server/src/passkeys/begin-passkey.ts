import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import type { PasskeyCreation } from '@tandem/identity-contract';
import { Passkey, requireRoom } from '@tandem/identity-domain';
import { DomainError } from '@tandem/platform-kernel';
import { OwnCredentials } from '../second-factor/own-credentials';
import type { Proof } from '../second-factor/own-credentials';
import type { Origin } from '../secrets/sign-in-limit';
import type { Person } from '../session/own-person';
import { PasskeyChallenges, placeOf } from './passkey-challenges';
import { PASSKEY_PATIENCE, PasskeySite } from './passkey-site';
import { ALGORITHMS, handleOf } from './read-passkey';

/** Begins to register a passkey: what the browser needs to have one made. */
@Injectable()
export class BeginPasskey {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(PasskeySite) private readonly site: PasskeySite,
    @Inject(PasskeyChallenges) private readonly challenges: PasskeyChallenges,
    @Inject(OwnCredentials) private readonly credentials: OwnCredentials,
  ) {}

  /**
   * @param session hash of the session of the console, in which it has to be finished too.
   * @throws DomainError SIGN_IN_ELSEWHERE, PASSKEYS_NOT_OFFERED, SESSION_REQUIRED, SECOND_FACTOR_UNUSED, PASSKEY_LIMIT, CODE_REFUSED, CURRENT_PASSWORD_WRONG, SIGN_IN_LIMITED.
   */
  async run(person: Person, session: string | undefined, proof: Proof, from: Origin): Promise<PasskeyCreation> {
    this.credentials.requireOwn();
    this.site.requireOffered();
    const place = placeOf.registration(person.userId, requireSession(session));
    await this.credentials.requireShown(person);
    const held = await this.em.find(Passkey, { userId: person.userId });
    requireRoom(held.length);
    await this.credentials.requireProof(person, proof, from);
    const { userId, email = '', name = email } = person;
    return {
      challenge: await this.challenges.make(place),
      rp: { id: this.site.id, name: 'Tandem' },
      user: { id: handleOf(userId), name: email, displayName: name },
      pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
      timeout: PASSKEY_PATIENCE,
      attestation: 'none',
      excludeCredentials: held.map(({ credentialId }) => ({ type: 'public-key', id: credentialId })),
      authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
    };
  }
}

/** @throws DomainError SESSION_REQUIRED: an access token is no browser. */
export function requireSession(session: string | undefined): string {
  if (session === undefined) throw new DomainError({ rule: 'ROL-12', reason: 'SESSION_REQUIRED', kind: 'forbidden' });
  return session;
}
