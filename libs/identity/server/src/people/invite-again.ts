import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { personInvitedAgain } from '@tandem/identity-contract';
import { DomainError } from '@tandem/platform-kernel';
import { Events, expectVersion } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { AccountLinks } from '../links/account-links';
import { holdPeople, lockPerson } from './people-of';
import { recordPerson } from './person-record';

const conflict = (reason: string): never => {
  throw new DomainError({ rule: 'ROL-06', reason, kind: 'conflict' });
};

/** Sends the invitation of a person who has not joined again, with a new link. */
@Injectable()
export class InviteAgain {
  constructor(
    private readonly em: EntityManager,
    private readonly events: Events,
    private readonly links: AccountLinks,
  ) {}

  /** @throws DomainError NOT_FOUND, STALE, PERSON_JOINED, PERSON_DEACTIVATED (ROL-06), ADDRESS_SUPPRESSED, ACCOUNT_LINK_RECENT (SEC-05). */
  async run(actor: Actor, userId: string, etag?: string): Promise<void> {
    const present = await holdPeople(this.em, actor, 'partner-user.manage');
    const user = await lockPerson(this.em, present, userId);
    expectVersion(user, etag);
    if (user.state === 'active') conflict('PERSON_JOINED');
    if (user.state === 'deactivated') conflict('PERSON_DEACTIVATED');
    await this.links.requireReachable(user.email);
    await this.links.send(user, 'join');
    recordPerson(this.events, personInvitedAgain, user, { actor });
    await this.em.flush();
  }
}
