import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { KnownCallers } from './known-callers';

/** What stays open: where the person acts just now. */
export interface Staying {
  /** Hash of a session of the console. */
  readonly session?: string | undefined;
  /** Id of a sign-in under way. */
  readonly signIn?: string | undefined;
}

/** Ends what a former password or a former right has opened. In the running transaction: either it ends with the change, or not at all (SEC-02). */
@Injectable()
export class EndAccess {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(KnownCallers) private readonly callers: KnownCallers,
  ) {}

  /**
   * Ends what a person has open: sessions of the console, refresh tokens, links for another password, devices that are known, and sign-ins under way, because
   * whoever has just come in with the former password must not choose the next one. Access tokens run out within the hour.
   */
  async run(userId: string, { session = '', signIn = '' }: Staying = {}): Promise<void> {
    await this.em.execute('update session set ended_at = now() where user_id = ? and token_hash <> ? and ended_at is null', [userId, session]);
    await this.em.execute("delete from oidc_artifact where model in ('RefreshToken', 'AuthorizationCode', 'Grant') and payload ->> 'accountId' = ?", [userId]);
    await this.em.execute(`delete from oidc_artifact where model = 'Interaction' and payload #>> '{result,waiting,userId}' = ? and id <> ?`, [userId, signIn]);
    await this.em.execute("update account_link set used_at = issued_at where user_id = ? and purpose = 'reset' and used_at is null", [userId]);
    await this.em.execute('delete from known_device where user_id = ?', [userId]);
    // Other processes hear of the change from the database.
    this.callers.forget();
  }
}
