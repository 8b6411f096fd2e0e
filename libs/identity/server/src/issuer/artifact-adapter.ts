import type { EntityManager } from '@mikro-orm/postgresql';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import { tokenHash } from '../secrets/secret-hash';

/** Kinds whose id is the secret itself: only its hash is kept. */
const SECRET = new Set(['RefreshToken', 'AuthorizationCode']);

/** A rotated refresh token still works this long: the client may not have received its successor. */
export const ROTATION_GRACE_SECONDS = 60;

interface Row {
  readonly payload: AdapterPayload;
  readonly consumed: number | null;
}

const FIND = `
  select payload, case when model = 'RefreshToken' and consumed_at > now() - interval '${ROTATION_GRACE_SECONDS} seconds' then null
    else extract(epoch from consumed_at)::int end as consumed
  from oidc_artifact where model = ? and (expires_at is null or expires_at > now())`;

/** Looks up API clients for the issuer; everything else it keeps is an artifact. */
export type ClientSource = (clientId: string) => Promise<AdapterPayload | undefined>;

/**
 * Where the issuer keeps sessions, grants, codes and refresh tokens: rows in Postgres, so that a flushed Redis signs nobody out
 * and several processes share them. Expiry is real time.
 */
export class ArtifactAdapter implements Adapter {
  constructor(
    private readonly model: string,
    private readonly em: () => EntityManager,
    private readonly clients: ClientSource,
  ) {}

  async upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void> {
    const { jti: _, ...kept } = payload;
    await this.em().execute(
      `with swept as (delete from oidc_artifact where expires_at < now() - interval '1 hour' and (model, id) <> (?, ?))
       insert into oidc_artifact (model, id, payload, grant_id, uid, expires_at) values (?, ?, ?::jsonb, ?, ?, now() + make_interval(secs => ?))
       on conflict (model, id) do update set payload = excluded.payload, grant_id = excluded.grant_id, uid = excluded.uid, expires_at = excluded.expires_at`,
      [
        ...[this.model, this.key(id)],
        ...[this.model, this.key(id)],
        JSON.stringify(SECRET.has(this.model) ? kept : payload),
        payload.grantId ?? null,
        payload.uid ?? null,
        expiresIn || null,
      ],
    );
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    // Postgres has no text with NUL; nothing of ours has one either.
    if (id.includes('\0')) return undefined;
    if (this.model === 'Client') return this.clients(id);
    const found = await this.one(`${FIND} and id = ?`, this.key(id));
    return found && SECRET.has(this.model) ? { ...found, jti: id } : found;
  }

  findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.one(`${FIND} and uid = ?`, uid);
  }

  /** Device codes are not offered. */
  findByUserCode(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  /** The first use counts: a second one within the grace must not extend it. */
  async consume(id: string): Promise<void> {
    await this.em().execute('update oidc_artifact set consumed_at = coalesce(consumed_at, now()) where model = ? and id = ?', [
      this.model,
      this.key(id),
    ]);
  }

  async destroy(id: string): Promise<void> {
    await this.em().execute('delete from oidc_artifact where model = ? and id = ?', [this.model, this.key(id)]);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    await this.em().execute('delete from oidc_artifact where model = ? and grant_id = ?', [this.model, grantId]);
  }

  private key(id: string): string {
    return SECRET.has(this.model) ? tokenHash(id) : id;
  }

  private async one(sql: string, value: string): Promise<AdapterPayload | undefined> {
    const [row] = await this.em().execute<Row[]>(sql, [this.model, value]);
    return row && (row.consumed === null ? row.payload : { ...row.payload, consumed: row.consumed });
  }
}
