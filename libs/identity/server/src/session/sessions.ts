import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { newId } from '@tandem/platform-kernel';
import { Config, readCookie, writeCookie } from '@tandem/platform-server';
import type { FastifyRequest } from 'fastify';
import { newToken, tokenHash } from '../secrets/secret-hash';
import { RecordSignIn } from '../sign-in/record-sign-in';
import { KnownCallers } from './known-callers';

/** SQL that says whether session `s` lives, in real time; takes the hours it may be idle and those it lasts in all. */
export const LIVE_SESSION = 's.ended_at is null and s.seen_at > now() - make_interval(hours => ?) and s.created_at > now() - make_interval(hours => ?)';

/** The console's sessions: a random token in a cookie, its hash in Postgres. */
@Injectable()
export class Sessions {
  /** What `LIVE_SESSION` takes: hours without a request, hours in all. */
  readonly hours: readonly [idle: number, all: number];
  private readonly secure: boolean;
  private readonly cookie: string;

  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(KnownCallers) private readonly callers: KnownCallers,
    @Inject(RecordSignIn) private readonly record: RecordSignIn,
    @Inject(Config) config: Config,
  ) {
    this.hours = [config.get('SESSION_IDLE_HOURS'), config.get('SESSION_HOURS')];
    this.secure = config.get('PUBLIC_URL').startsWith('https:');
    // The prefix makes browsers refuse the cookie from anywhere else, but works over https only.
    this.cookie = this.secure ? '__Host-tandem_session' : 'tandem_session';
  }

  /** Hash of the token that a request carries; undefined without a cookie. */
  tokenOf(request: FastifyRequest): string | undefined {
    const token = readCookie(request.headers.cookie, this.cookie);
    return token ? tokenHash(token) : undefined;
  }

  /**
   * Begins a session under a new token and ends the one that the request carried. Gives the Set-Cookie value; undefined when the
   * person is not active any more.
   * @param amr how the person was identified (RFC 8176).
   */
  async start(userId: string, request: FastifyRequest, amr: readonly string[]): Promise<string | undefined> {
    await this.end(request);
    const token = newToken();
    const begun = await this.em.fork().transactional(async (em) => {
      const rows = await em.execute<unknown[]>(
        `with swept as (delete from session where seen_at < now() - interval '8 days'),
         noted as (insert into last_sign_in (user_id, organisation_id, at) select id, organisation_id, now() from partner_user where id = ? and state = 'active'
           on conflict (user_id) do update set at = excluded.at)
         insert into session (id, token_hash, user_id, amr, address, agent)
         select ?, ?, id, array(select jsonb_array_elements_text(?::jsonb)), ?, ? from partner_user where id = ? and state = 'active' returning id`,
        [userId, newId(), tokenHash(token), JSON.stringify(amr), request.ip, agentOf(request), userId],
      );
      if (rows.length > 0) await this.record.began(em, userId);
      return rows.length > 0;
    });
    return begun ? writeCookie(this.cookie, token, { maxAge: this.hours[1] * 3600, secure: this.secure }) : undefined;
  }

  /** Ends the session that the request carries, if any. Gives the Set-Cookie value that forgets it. */
  async end(request: FastifyRequest): Promise<string> {
    const hash = this.tokenOf(request);
    if (hash)
      await this.em.fork().transactional(async (em) => {
        const [ended] = await em.execute<{ user_id: string }[]>(
          'update session set ended_at = now() where token_hash = ? and ended_at is null returning user_id',
          [hash],
        );
        if (ended) await this.record.ended(em, ended.user_id);
      });
    // Here it takes effect at once; other processes hear of it from the database.
    this.callers.forget();
    return writeCookie(this.cookie, '', { maxAge: 0, secure: this.secure });
  }

  /** The person of the session has shown more of themselves after all. @param methods how they were identified, besides (RFC 8176). */
  async strengthen(request: FastifyRequest, methods: readonly string[]): Promise<void> {
    const hash = this.tokenOf(request);
    if (hash)
      await this.em.execute(
        'update session set amr = amr || array(select method from jsonb_array_elements_text(?::jsonb) with ordinality as shown (method, place) where method <> all (amr) order by place) where token_hash = ?',
        [JSON.stringify(methods), hash],
      );
    this.callers.forget();
  }

  /** Notes that a session is in use, at most once a minute. */
  async touch(hash: string): Promise<void> {
    await this.em
      .fork()
      .execute("update session set seen_at = now() where token_hash = ? and seen_at < now() - interval '1 minute'", [hash]);
  }
}

/** What the browser says of itself, without what Postgres cannot keep. */
const agentOf = ({ headers }: FastifyRequest): string | null => headers['user-agent']?.replaceAll('\0', '').slice(0, 512) ?? null;
