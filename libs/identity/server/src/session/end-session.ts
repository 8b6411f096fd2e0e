import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { sessionsEnded } from '@tandem/identity-contract';
import { notFound } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import { recordOwn } from '../people/person-record';
import type { Person } from './own-person';
import { KnownCallers } from './known-callers';
import { LIVE_SESSION, Sessions } from './sessions';

/** Ends sessions of the person's own: one by its id, or all but the present one. */
@Injectable()
export class EndSession {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Events) private readonly events: Events,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(KnownCallers) private readonly callers: KnownCallers,
  ) {}

  /** @throws DomainError NOT_FOUND when it has ended, never was, or is somebody else's (SEC-01). */
  async run(person: Person, id: string): Promise<void> {
    if ((await this.end(person, 's.id = ?', id)) === 0) throw notFound();
  }

  /** Nothing to end is no refusal. @param present hash of the session that stays. */
  async others(person: Person, present: string | undefined): Promise<void> {
    await this.end(person, 's.token_hash <> ?', present ?? '');
  }

  private async end(person: Person, which: string, value: string): Promise<number> {
    const ended = await this.em.execute<{ id: string }[]>(
      `update session s set ended_at = now() where s.user_id = ? and ${LIVE_SESSION} and ${which} returning s.id`,
      [person.userId, ...this.sessions.hours, value],
    );
    if (ended.length > 0) recordOwn(this.events, sessionsEnded, person, { sessionIds: ended.map((one) => one.id) });
    this.callers.forget();
    return ended.length;
  }
}
