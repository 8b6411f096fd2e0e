import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { personReactivated } from '@tandem/identity-contract';
import { Events, expectVersion } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { AccountLinks } from '../links/account-links';
import { holdPeople, lockPerson } from './people-of';
import { recordPerson } from './person-record';

/** Gives a deactivated person of the actor's organisation the access back. */
@Injectable()
export class ReactivatePartnerUser {
  constructor(
    private readonly em: EntityManager,
    private readonly events: Events,
    private readonly links: AccountLinks,
  ) {}

  /** A second time changes nothing. @throws DomainError NOT_FOUND, STALE. */
  async run(actor: Actor, userId: string, etag?: string): Promise<void> {
    const present = await holdPeople(this.em, actor, 'partner-user.manage');
    const user = await lockPerson(this.em, present, userId);
    expectVersion(user, etag);
    if (user.state !== 'deactivated') return;
    const before = { state: user.state };
    const invitation = await this.links.of(userId, 'join');
    user.reactivate(invitation === null || invitation.usedAt !== null);
    recordPerson(this.events, personReactivated, user, { actor, before, after: { state: user.state } });
    await this.em.flush();
  }
}
