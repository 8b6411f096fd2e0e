import type { EntityManager } from '@mikro-orm/postgresql';
import type { ApiClientView, ClientKeyView } from '@tandem/identity-contract';
import type { ApiClientKey } from '@tandem/identity-domain';
import { instantOf, query, resource } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { notFound } from '@tandem/platform-kernel';


interface Row extends Pick<ApiClientView, 'id' | 'clientId' | 'name' | 'roles'> {
  readonly secrets: { readonly id: string; readonly createdAt: string; readonly lastUsedAt: string | null }[];
  readonly keys: { readonly id: string; readonly kid: string; readonly algorithm: ClientKeyView['algorithm']; readonly createdAt: string; readonly lastUsedAt: string | null }[];
  readonly createdAt: string | Date;
  readonly firstUsedAt: string | Date | null;
  readonly lastUsedAt: string | Date | null;
  readonly version: number;
}

const SELECT = `
select c.id, c.client_id as "clientId", c.name, c.roles, c.created_at as "createdAt", c.version, u.first_used_at as "firstUsedAt", u.last_used_at as "lastUsedAt",
  coalesce((select json_agg(json_build_object('id', s.id, 'createdAt', s.created_at, 'lastUsedAt', s.last_used_at) order by s.created_at, s.id)
    from api_client_secret s where s.api_client_id = c.id and s.revoked_at is null), '[]') as secrets,
  coalesce((select json_agg(json_build_object('id', k.id, 'kid', k.kid, 'algorithm', k.jwk->>'alg', 'createdAt', k.created_at, 'lastUsedAt', k.last_used_at) order by k.created_at, k.id)
    from api_client_key k where k.api_client_id = c.id and k.removed_at is null), '[]') as keys
from api_client c left join api_client_use u on u.api_client_id = c.id
where c.organisation_id = ? and c.state = 'active'`;

/** API clients of an organisation; `rest` follows the `where`. */
export const readClients = (em: EntityManager, organisationId: string, rest: string, params: readonly unknown[]): Promise<Row[]> =>
  query<Row>(em, `${SELECT} and ${rest}`, [organisationId, ...params]);

/** One of the actor's organisation. @throws DomainError NOT_FOUND (SEC-01). */
export async function readClient(em: EntityManager, { organisationId }: Actor, id: string): Promise<ApiClientView> {
  const [row] = await readClients(em, organisationId, 'c.id = ?', [id]);
  if (!row) throw notFound();
  return clientView(row);
}

const used = (at: string | Date | null | undefined): { lastUsedAt?: string } => (at ? { lastUsedAt: instantOf(at) } : {});

/** The wire form of an API client: never a secret, nor a hash of one. */
export const clientView = ({ id, clientId, name, roles, secrets, keys, createdAt, firstUsedAt, lastUsedAt, version }: Row): ApiClientView => ({
  ...{ id, clientId, name, roles },
  secrets: secrets.map((secret) => ({ id: secret.id, createdAt: instantOf(secret.createdAt), ...used(secret.lastUsedAt) })),
  keys: keys.map((key) => ({ id: key.id, kid: key.kid, algorithm: key.algorithm, createdAt: instantOf(key.createdAt), ...used(key.lastUsedAt) })),
  createdAt: instantOf(createdAt),
  ...(firstUsedAt === null ? {} : { firstUsedAt: instantOf(firstUsedAt) }),
  ...used(lastUsedAt),
  ...resource('ApiClient', `/apiclients/${id}`, version),
});

/** The wire form of a key that has just been added. */
export const keyView = ({ id, kid, jwk, createdAt, lastUsedAt }: ApiClientKey): ClientKeyView => ({ id, kid, algorithm: jwk.alg, createdAt: instantOf(createdAt), ...used(lastUsedAt) });
