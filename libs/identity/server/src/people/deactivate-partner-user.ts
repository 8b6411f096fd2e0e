import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { personDeactivated } from '@tandem/identity-contract';
import { Deliveries, Events, expectVersion } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { EndAccess } from '../session/end-access';
import { holdPeople, lockPerson, otherGlobalAdmins, rolesHeld } from './people-of';
import { recordPerson, subjectOfPerson } from './person-record';

/** Ends the access of a person of the actor's organisation at once: sessions, tokens, refresh tokens, links and mails on their way (SEC-02). */
@Injectable()
export class DeactivatePartnerUser {
  constructor(
    private readonly em: EntityManager,
    private readonly events: Events,
    private readonly deliveries: Deliveries,
    private readonly access: EndAccess,
  ) {}

  /** A second time changes nothing. @throws DomainError NOT_FOUND, STALE, SELF_DEACTIVATION, LAST_GLOBAL_ADMIN (ROL-09). */
  async run(actor: Actor, userId: string, etag?: string): Promise<void> {
    const present = await holdPeople(this.em, actor, 'partner-user.manage');
    const user = await lockPerson(this.em, present, userId);
    expectVersion(user, etag);
    if (user.state === 'deactivated') return;
    const before = { state: user.state };
    const held = await rolesHeld(this.em, userId);
    user.deactivate(held.some(({ role }) => role === 'global_admin'), await otherGlobalAdmins(this.em, user), actor.userId);
    await this.access.run(userId);
    this.deliveries.cancel(subjectOfPerson(userId));
    recordPerson(this.events, personDeactivated, user, { actor, before, after: { state: user.state } });
    await this.em.flush();
  }
}
