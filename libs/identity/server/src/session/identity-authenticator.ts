import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@tandem/platform-kernel';
import { Authenticator } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import type { FastifyRequest } from 'fastify';
import { createLocalJWKSet, errors, jwtVerify } from 'jose';
import type { JWTVerifyGetKey } from 'jose';
import { validate as isUuid } from 'uuid';
import { Issuer } from '../issuer/issuer';
import { publicPart, SIGNING_ALGORITHM, SigningKeys } from '../issuer/signing-keys';
import { actingClient, actingPerson, clientByToken, personBySession, personByToken } from './caller';
import { Sessions } from './sessions';

/** What a token says, once its signature has been found good. */
interface Claims {
  readonly sub: string;
  readonly clientId: string;
  /** When it ends, in seconds of real time. */
  readonly exp: number;
}

/** Tokens whose signature is remembered; beyond, all are forgotten and verified again. */
const MOST_REMEMBERED = 5_000;

const refused = (reason: string): DomainError => new DomainError({ rule: 'SEC-02', reason, kind: 'unauthenticated' });

/** Tells callers by access token or session cookie; roles and programs are the present ones, read with every request. */
@Injectable()
export class IdentityAuthenticator extends Authenticator {
  private keys: JWTVerifyGetKey | undefined;
  /** By the whole token: the same bytes under the same keys verify the same, only time has to be looked at again. */
  private readonly verified = new Map<string, Claims>();

  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Issuer) private readonly issuer: Issuer,
    @Inject(SigningKeys) private readonly signingKeys: SigningKeys,
    @Inject(Sessions) private readonly sessions: Sessions,
  ) {
    super();
  }

  /** @throws DomainError TOKEN_EXPIRED, TOKEN_INVALID, SESSION_ENDED, USER_DEACTIVATED, CLIENT_REMOVED (SEC-02). */
  async identify(request: FastifyRequest): Promise<Actor | undefined> {
    const { authorization } = request.headers;
    if (authorization !== undefined) return this.byToken(/^bearer\s+(\S+)\s*$/i.exec(authorization)?.[1]);
    const session = this.sessions.tokenOf(request);
    return session === undefined ? undefined : this.bySession(session);
  }

  private async bySession(hash: string): Promise<Actor> {
    const person = await personBySession(this.em.fork(), hash);
    if (!person?.live) throw refused('SESSION_ENDED');
    if (!person.active) throw refused('USER_DEACTIVATED');
    if (person.idle) await this.sessions.touch(hash);
    return actingPerson(person);
  }

  private async byToken(token: string | undefined): Promise<Actor> {
    if (!token) throw refused('TOKEN_INVALID');
    const { sub, clientId } = await this.claimsOf(token);
    if (sub === clientId) {
      const client = await clientByToken(this.em.fork(), clientId);
      if (!client?.active) throw refused('CLIENT_REMOVED');
      return actingClient(client);
    }
    if (!isUuid(sub)) throw refused('TOKEN_INVALID');
    const person = await personByToken(this.em.fork(), sub, clientId);
    if (!person?.active) throw refused('USER_DEACTIVATED');
    if (!person.live) throw refused('CLIENT_REMOVED');
    return actingPerson(person, clientId);
  }

  private async claimsOf(token: string): Promise<Claims> {
    const known = this.verified.get(token);
    if (known && known.exp * 1000 <= Date.now()) throw refused('TOKEN_EXPIRED');
    if (known) return known;
    const claims = await this.verify(token);
    if (this.verified.size >= MOST_REMEMBERED) this.verified.clear();
    this.verified.set(token, claims);
    return claims;
  }

  private async verify(token: string): Promise<Claims> {
    this.keys ??= createLocalJWKSet({ keys: (await this.signingKeys.all()).map(publicPart) });
    try {
      const { payload } = await jwtVerify(token, this.keys, {
        issuer: this.issuer.issuer,
        audience: this.issuer.audience,
        algorithms: [SIGNING_ALGORITHM],
        typ: 'at+jwt',
        requiredClaims: ['sub', 'exp', 'client_id'],
      });
      return { sub: String(payload.sub), clientId: String(payload['client_id']), exp: payload.exp ?? 0 };
    } catch (error) {
      if (error instanceof errors.JOSEError) throw refused(error instanceof errors.JWTExpired ? 'TOKEN_EXPIRED' : 'TOKEN_INVALID');
      throw error;
    }
  }
}
