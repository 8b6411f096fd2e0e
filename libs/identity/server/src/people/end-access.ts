import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { KnownCallers } from '../session/known-callers';

/** Ends what a former password or a former right has opened. In the running transaction: either it ends with the change, or not at all (SEC-02). */
@Injectable()
export class EndAccess {
  constructor(
    private readonly em: EntityManager,
    private readonly callers: KnownCallers,
  ) {}

  /** Ends a person's sessions, refresh tokens and links for another password. */
  async ofSessions(userId: string): Promise<void> {
    await this.em.execute('update session set ended_at = now() where user_id = ? and ended_at is null', [userId]);
    await this.em.execute(`delete from oidc_artifact where payload ->> 'accountId' = ?`, [userId]);
    await this.em.execute("update account_link set used_at = issued_at where user_id = ? and purpose = 'reset' and used_at is null", [userId]);
    this.asKnown();
  }

  /** Ends sign-ins under way as well: whoever has just come in with the former password must not be able to choose the next one. */
  async ofEverything(userId: string): Promise<void> {
    await this.ofSessions(userId);
    await this.em.execute(`delete from oidc_artifact where model = 'Interaction' and payload #>> '{result,waiting,userId}' = ?`, [userId]);
  }

  /** Looks callers up anew from here on; other processes hear of the change from the database. */
  asKnown(): void {
    this.callers.forget();
  }
}
