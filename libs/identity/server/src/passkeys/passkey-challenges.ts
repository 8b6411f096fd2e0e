import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { newToken, tokenHash } from '../secrets/secret-hash';
import { PASSKEY_PATIENCE } from './passkey-site';

/** Says whether a challenge is the one that was expected. */
export type Expected = (challenge: string) => boolean;

/** What a challenge is good for: a registration by a person in one session, or one sign-in. */
export const placeOf = {
  registration: (userId: string, session: string): string => `registration ${userId} ${session}`,
  signIn: (uid: string): string => `sign-in ${uid}`,
};

/** What passkeys have to sign: each challenge is good in one place, once, for five minutes of real time. Only hashes are kept. */
@Injectable()
export class PasskeyChallenges {
  constructor(@Inject(EntityManager) private readonly em: EntityManager) {}

  /** A new challenge; a former one of the same place is worth nothing from then on. */
  async make(place: string): Promise<string> {
    const challenge = newToken();
    await this.em.fork().execute(
      `with swept as (delete from passkey_challenge where expires_at < now() - interval '1 hour' and place <> ?)
       insert into passkey_challenge (place, hash, expires_at) values (?, ?, now() + make_interval(secs => ?))
       on conflict (place) do update set hash = excluded.hash, expires_at = excluded.expires_at`,
      [place, place, tokenHash(challenge), PASSKEY_PATIENCE / 1000],
    );
    return challenge;
  }

  /** Spends the challenge of a place, whatever becomes of the request; undefined when there is none, or it took too long. */
  async take(place: string): Promise<Expected | undefined> {
    const [row] = await this.em.fork().execute<{ hash: string; live: boolean }[]>('delete from passkey_challenge where place = ? returning hash, expires_at > now() as live', [place]);
    return row?.live ? (challenge) => tokenHash(challenge) === row.hash : undefined;
  }
}
