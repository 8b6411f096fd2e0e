import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { exportJWK, generateKeyPair } from 'jose';
import type { JWK } from 'jose';
import { newId } from '@tandem/platform-kernel';

/** The one algorithm that tokens are signed with; anything else is refused. */
export const SIGNING_ALGORITHM = 'RS256';

/** The keys that sign tokens: made on first start, kept in Postgres, shared by every process. */
@Injectable()
export class SigningKeys {
  private loaded: Promise<readonly JWK[]> | undefined;

  constructor(@Inject(EntityManager) private readonly em: EntityManager) {}

  /** Private keys, newest first; two processes that start at once agree on one. */
  all(): Promise<readonly JWK[]> {
    // A failed first try (database not there yet) must not stay for ever.
    this.loaded ??= this.load().catch((error: unknown) => {
      this.loaded = undefined;
      throw error;
    });
    return this.loaded;
  }

  private load(): Promise<readonly JWK[]> {
    return this.em.fork().transactional(async (em) => {
      await em.execute("select pg_advisory_xact_lock(hashtext('tandem.signing-key'))");
      const rows = await em.execute<{ private_jwk: JWK }[]>('select private_jwk from signing_key order by created_at desc');
      if (rows.length > 0) return rows.map((row) => row.private_jwk);
      const { privateKey } = await generateKeyPair(SIGNING_ALGORITHM, { modulusLength: 3072, extractable: true });
      const jwk: JWK = { ...(await exportJWK(privateKey)), kid: newId(), use: 'sig', alg: SIGNING_ALGORITHM };
      await em.execute('insert into signing_key (id, private_jwk) values (?, ?::jsonb)', [jwk.kid, JSON.stringify(jwk)]);
      return [jwk];
    });
  }
}

/** The part of a key that everybody may see. */
export const publicPart = ({ kty, n, e, kid, use, alg }: JWK): JWK => ({ kty, n, e, kid, use, alg }) as JWK;
