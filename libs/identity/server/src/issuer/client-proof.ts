import type { EntityManager } from '@mikro-orm/postgresql';
import type { KeyAlgorithm, PublicKey } from '@tandem/identity-domain';
import { compactVerify, importJWK } from 'jose';
import { opens } from '../secrets/secret-hash';

/** How an assertion says which key signed it. */
export interface AssertionHeader {
  readonly kid?: unknown;
}

const used = (table: 'api_client_secret' | 'api_client_key'): string =>
  `update ${table} set last_used_at = now() where id = ? and (last_used_at is null or last_used_at < now() - interval '1 minute')`;

/** Id of the live secret of a client that this is; notes that it was used. Undefined when it is none, which takes as long. */
export async function provingSecret(em: EntityManager, clientId: string, secret: string): Promise<string | undefined> {
  const rows = await em.execute<{ id: string; hash: string }[]>(
    `select s.id, s.hash from api_client_secret s join api_client c on c.id = s.api_client_id
     where c.client_id = ? and c.state = 'active' and s.revoked_at is null`,
    [clientId],
  );
  for (const row of rows.length > 0 ? rows : [undefined]) {
    if (!(await opens(secret, row ? [row.hash] : [])) || !row) continue;
    await em.execute(used('api_client_secret'), [row.id]);
    return row.id;
  }
  return undefined;
}

/** The live public keys of a client, each bound to its algorithm. */
export const liveKeys = (em: EntityManager, clientId: string): Promise<{ readonly id: string; readonly kid: string; readonly jwk: PublicKey }[]> =>
  em.execute<{ id: string; kid: string; jwk: PublicKey }[]>(
    `select k.id, k.kid, k.jwk from api_client_key k join api_client c on c.id = k.api_client_id
     where c.client_id = ? and c.state = 'active' and k.removed_at is null order by k.created_at, k.id`,
    [clientId],
  );

const signed = async (assertion: string, jwk: PublicKey): Promise<boolean> => {
  const algorithm: KeyAlgorithm = jwk.alg;
  return compactVerify(assertion, await importJWK({ ...jwk }, algorithm), { algorithms: [algorithm] }).then(
    () => true,
    () => false,
  );
};

/** Id of the live key of a client that signed an assertion; notes that it was used. Undefined when none did. */
export async function provingKey(em: EntityManager, clientId: string, assertion: string, { kid }: AssertionHeader): Promise<string | undefined> {
  for (const key of await liveKeys(em, clientId)) {
    if ((kid !== undefined && kid !== key.kid) || !(await signed(assertion, key.jwk))) continue;
    await em.execute(used('api_client_key'), [key.id]);
    return key.id;
  }
  return undefined;
}

/**
 * Whether an assertion is seen for the first time: of two that arrive at once one comes through.
 * @param id of the client and the assertion together; @param exp when it ends, in seconds: until then it is remembered.
 */
export async function firstSight(em: EntityManager, id: string, exp: number): Promise<boolean> {
  const seen = await em.execute<unknown[]>(
    `insert into oidc_artifact (model, id, payload, expires_at) values ('ReplayDetection', ?, '{}', to_timestamp(?)) on conflict (model, id) do nothing returning id`,
    [id, exp],
  );
  return seen.length > 0;
}
