import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@tandem/platform-kernel';
import { Authenticator, Config } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import type { FastifyRequest } from 'fastify';
import { createLocalJWKSet, errors, jwtVerify } from 'jose';
import type { JWTVerifyGetKey } from 'jose';
import { validate as isUuid } from 'uuid';
import { Issuer } from '../issuer/issuer';
import { publicPart, SIGNING_ALGORITHM, SigningKeys } from '../issuer/signing-keys';
import { actingClient, actingPerson, clientByToken, personBySession, personByToken } from './caller';
import type { PersonRow } from './caller';
import { KnownCallers } from './known-callers';
import { Sessions } from './sessions';

/** What a token says, once its signature has been found good. */
interface Claims {
  readonly sub: string;
  readonly clientId: string;
  /** How the person was identified (RFC 8176). */
  readonly amr: readonly string[];
  /** When it ends, in seconds of real time. */
  readonly exp: number;
}

/** Tokens whose signature is remembered; beyond, all are forgotten and verified again. */
const MOST_REMEMBERED = 5_000;

/** Requests that change nothing. */
const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

const methodsOf = (amr: unknown): string[] => (Array.isArray(amr) ? amr.filter((method) => typeof method === 'string') : []);

const refused = (reason: string): DomainError => new DomainError({ rule: 'SEC-02', reason, kind: 'unauthenticated' });

/**
 * Tells callers by access token or session cookie. Whoever changes something is looked up anew, with the present roles and programs;
 * for whoever reads, those of the last second are good enough (SEC-02).
 */
@Injectable()
export class IdentityAuthenticator extends Authenticator {
  private keys: JWTVerifyGetKey | undefined;
  private readonly requireMfa: boolean;
  /** By the whole token: the same bytes under the same keys verify the same, only time has to be looked at again. */
  private readonly verified = new Map<string, Claims>();

  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Issuer) private readonly issuer: Issuer,
    @Inject(SigningKeys) private readonly signingKeys: SigningKeys,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(KnownCallers) private readonly callers: KnownCallers,
    @Inject(Config) config: Config,
  ) {
    super();
    this.requireMfa = config.get('REQUIRE_MFA');
  }

  /** @throws DomainError TOKEN_EXPIRED, TOKEN_INVALID, SESSION_ENDED, USER_DEACTIVATED, CLIENT_REMOVED (SEC-02). */
  async identify(request: FastifyRequest): Promise<Actor | undefined> {
    const { authorization } = request.headers;
    if (authorization !== undefined) {
      const claims = await this.claimsOf(/^bearer\s+(\S+)\s*$/i.exec(authorization)?.[1]);
      return this.look(request, `token ${claims.clientId} ${claims.sub} ${claims.amr.join(' ')}`, () => this.byToken(claims));
    }
    const session = this.sessions.tokenOf(request);
    return session === undefined ? undefined : this.look(request, `session ${session}`, () => this.bySession(session));
  }

  private look({ method }: FastifyRequest, key: string, lookUp: () => Promise<Actor>): Promise<Actor> {
    return READS.has(method) ? this.callers.find(key, lookUp) : lookUp();
  }

  private async bySession(hash: string): Promise<Actor> {
    const person = await personBySession(this.em, hash, this.sessions.hours);
    if (!person?.live) throw refused('SESSION_ENDED');
    if (!person.active) throw refused('USER_DEACTIVATED');
    if (person.idle) await this.sessions.touch(hash);
    return this.acting(person);
  }

  /** A person without the second factor that is asked for may only set one up (ROL-12); nobody else is held up by the setting. */
  private acting(person: PersonRow, clientId?: string): Actor {
    const missing = this.requireMfa && !person.amr.includes('mfa');
    return { ...actingPerson(person, clientId), ...(missing ? { secondFactorMissing: true } : {}) };
  }

  private async byToken({ sub, clientId, amr }: Claims): Promise<Actor> {
    if (sub === clientId) {
      const client = await clientByToken(this.em, clientId);
      if (!client?.active) throw refused('CLIENT_REMOVED');
      return actingClient(client);
    }
    if (!isUuid(sub)) throw refused('TOKEN_INVALID');
    const person = await personByToken(this.em, sub, clientId, amr);
    if (!person?.active) throw refused('USER_DEACTIVATED');
    if (!person.live) throw refused('CLIENT_REMOVED');
    return this.acting(person, clientId);
  }

  private async claimsOf(token: string | undefined): Promise<Claims> {
    if (!token) throw refused('TOKEN_INVALID');
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
      return { sub: String(payload.sub), clientId: String(payload['client_id']), amr: methodsOf(payload['amr']), exp: payload.exp ?? 0 };
    } catch (error) {
      if (error instanceof errors.JOSEError) throw refused(error instanceof errors.JWTExpired ? 'TOKEN_EXPIRED' : 'TOKEN_INVALID');
      throw error;
    }
  }
}
