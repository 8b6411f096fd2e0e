import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import type { Proven } from '../passwords/check-password';
import { KnownDevices } from '../secrets/known-devices';
import { SignInLimit } from '../secrets/sign-in-limit';
import { RecordSignIn } from '../sign-in/record-sign-in';
import type { FastifyRequest } from 'fastify';
import { PasskeyChallenges, placeOf } from './passkey-challenges';
import { PASSKEY_PATIENCE, PasskeySite } from './passkey-site';
import { readAnswer, readAssertion } from './read-passkey';
import type { KeptPasskey } from './read-passkey';

interface Row extends Proven, KeptPasskey {
  readonly id: string;
  readonly organisationId: string;
  readonly active: boolean;
}

const FIND = `
  select p.id, p.credential_id as "credentialId", p.public_key as "publicKey", p.counter::float8 as counter, u.id as "userId", u.organisation_id as "organisationId", u.email,
    u.must_change_password as "mustChangePassword", u.state = 'active' as active
  from passkey p join partner_user u on u.id = p.user_id where p.credential_id = ?`;

/** What a browser needs to ask for a passkey: `PublicKeyCredentialRequestOptionsJSON` of WebAuthn. */
export interface PasskeyRequest {
  readonly challenge: string;
  readonly rpId: string;
  readonly timeout: number;
  readonly userVerification: 'required';
}

/** Signing in with a passkey in the place of address, password and code: its device has made sure of the person (ROL-12). */
@Injectable()
export class SignInWithPasskey {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(PasskeySite) private readonly site: PasskeySite,
    @Inject(PasskeyChallenges) private readonly challenges: PasskeyChallenges,
    @Inject(KnownDevices) private readonly devices: KnownDevices,
    @Inject(SignInLimit) private readonly limit: SignInLimit,
    @Inject(RecordSignIn) private readonly record: RecordSignIn,
  ) {}

  /** What a passkey has to sign in this sign-in. Which passkeys there are is not told: the browser asks its person. */
  async begin(uid: string): Promise<PasskeyRequest> {
    return { challenge: await this.challenges.make(placeOf.signIn(uid)), rpId: this.site.id, timeout: PASSKEY_PATIENCE, userVerification: 'required' };
  }

  /**
   * Whose passkey has answered the challenge of this sign-in; undefined when none has, it is not known (any more), or its person is deactivated. Counted and
   * recorded as a wrong password is.
   * @throws DomainError SIGN_IN_LIMITED (SEC-05).
   */
  async run(uid: string, answer: string, request: FastifyRequest): Promise<Proven | undefined> {
    const expected = await this.challenges.take(placeOf.signIn(uid));
    const assertion = readAssertion(answer);
    const [row] = assertion ? await this.em.fork().execute<Row[]>(FIND, [assertion.id]) : [];
    const from = row ? await this.devices.originOf(request, row) : { address: request.ip };
    return this.limit.guard(row?.email ?? `passkey ${assertion?.id ?? ''}`, from, async () => {
      const counter = assertion && row?.active && expected ? await readAnswer(assertion, row, expected, this.site) : undefined;
      const ok = row !== undefined && counter !== undefined && (await this.use(row.id, counter));
      if (!ok) await this.record.refused(row);
      return { ok, result: ok ? row : undefined };
    });
  }

  /** Notes the use, unless the passkey was removed meanwhile, or a copy of it was used at the same time: a counter never goes back (WebAuthn 7.2). */
  private async use(id: string, counter: number): Promise<boolean> {
    const used = await this.em.fork().execute<unknown[]>('update passkey set counter = ?, last_used_at = now() where id = ? and (counter < ? or (counter = 0 and ? = 0)) returning id', [counter, id, counter, counter]);
    return used.length > 0;
  }
}
