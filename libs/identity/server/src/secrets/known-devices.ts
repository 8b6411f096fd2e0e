import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { Config, readCookie, writeCookie } from '@tandem/platform-server';
import type { FastifyRequest } from 'fastify';
import { newToken, tokenHash } from './secret-hash';
import type { Origin } from './sign-in-limit';

const DAYS = 180;

/** Somebody by id, or by the address they sign in with. */
export type Whom = { readonly userId: string } | { readonly email: string };

/**
 * Browsers that somebody has signed in on: a random token in a cookie, its hash in Postgres. It opens nothing; it only keeps those who
 * guess elsewhere from slowing down the owner (SEC-05).
 */
@Injectable()
export class KnownDevices {
  private readonly secure: boolean;
  private readonly cookie: string;

  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Config) config: Config,
  ) {
    this.secure = config.get('PUBLIC_URL').startsWith('https:');
    this.cookie = this.secure ? '__Host-tandem_device' : 'tandem_device';
  }

  /** Where a request comes from, with its device when the person has signed in on it before. */
  async originOf(request: FastifyRequest, whom: Whom): Promise<Origin> {
    const token = readCookie(request.headers.cookie, this.cookie);
    const hash = token && tokenHash(token);
    const email = 'email' in whom ? whom.email.trim().toLowerCase() : '';
    if (!hash || email.includes('\0')) return { address: request.ip };
    const [who, value] = 'userId' in whom ? ['d.user_id', whom.userId] : ['u.email', email];
    const known = await this.em
      .fork()
      .execute<unknown[]>(
        `select 1 from known_device d join partner_user u on u.id = d.user_id
         where d.token_hash = ? and ${who} = ? and d.seen_at > now() - interval '${DAYS} days'`,
        [hash, value],
      );
    return known.length > 0 ? { address: request.ip, device: hash } : { address: request.ip };
  }

  /** Remembers the browser after a sign-in; gives the Set-Cookie value. A browser may be known to several people. */
  async remember(userId: string, request: FastifyRequest): Promise<string> {
    const given = readCookie(request.headers.cookie, this.cookie);
    const token = given && /^[\w-]{43}$/.test(given) ? given : newToken();
    await this.em.fork().execute(
      `with swept as (delete from known_device where seen_at < now() - interval '${DAYS} days' and token_hash <> ?)
       insert into known_device (token_hash, user_id) values (?, ?) on conflict (token_hash, user_id) do update set seen_at = now()`,
      [tokenHash(token), tokenHash(token), userId],
    );
    return writeCookie(this.cookie, token, { maxAge: DAYS * 24 * 3600, secure: this.secure });
  }
}
