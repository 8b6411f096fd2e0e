import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { signedIn, signedOut, signInRefused } from '@tandem/identity-contract';
import { Events } from '@tandem/platform-server';
import { recordPerson, recordThemselves } from '../people/person-record';

/** Writes down who signed in and out and who was refused, for the activity log (AUD-01): the person's organisation sees it. */
@Injectable()
export class RecordSignIn {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Events) private readonly events: Events,
  ) {}

  /** A session has begun, in the transaction of `em`. */
  began(em: EntityManager, userId: string): Promise<void> {
    return recordThemselves(em, this.events, signedIn, userId);
  }

  /** A session was ended, in the transaction of `em`. */
  ended(em: EntityManager, userId: string): Promise<void> {
    return recordThemselves(em, this.events, signedOut, userId);
  }

  /**
   * Somebody was refused who claimed to be that person. An unknown account is recorded all the same: the time it takes must not tell
   * which accounts there are (SEC-02).
   */
  async refused(person?: { readonly userId: string; readonly organisationId: string }): Promise<void> {
    await this.em.fork().transactional(() => {
      if (person) recordPerson(this.events, signInRefused, { id: person.userId, organisationId: person.organisationId }, {});
      else this.events.add(signInRefused, { organisations: [], subjects: [], data: {} });
      return Promise.resolve();
    });
  }
}
