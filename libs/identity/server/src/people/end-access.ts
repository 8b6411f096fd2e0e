import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { endAccess } from '../session/end-access';
import { KnownCallers } from '../session/known-callers';

/** Ends what a former password or a former right has opened. In the running transaction: either it ends with the change, or not at all (SEC-02). */
@Injectable()
export class EndAccess {
  constructor(
    private readonly em: EntityManager,
    private readonly callers: KnownCallers,
  ) {}

  /** Ends all a person has open, and sign-ins under way: whoever has just come in with the former password must not choose the next one. */
  async run(userId: string): Promise<void> {
    await endAccess(this.em, userId);
    await this.em.execute(`delete from oidc_artifact where model = 'Interaction' and payload #>> '{result,waiting,userId}' = ?`, [userId]);
    this.asKnown();
  }

  /** Looks callers up anew from here on; other processes hear of the change from the database. */
  asKnown(): void {
    this.callers.forget();
  }
}
