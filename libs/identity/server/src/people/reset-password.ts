import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { passwordLinkOrdered, passwordReset } from '@tandem/identity-contract';
import { Deliveries, Events, expectVersion } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { AccountLinks } from '../links/account-links';
import { sendPasswordNotice } from '../links/account-links.jobs';
import { hashSecret, newPassword } from '../secrets/secret-hash';
import type { AddedPerson } from './add-partner-user';
import { EndAccess } from '../session/end-access';
import { holdPeople, lockPerson } from './people-of';
import { recordPerson, subjectOfPerson } from './person-record';

/** Resets the password of a person of the actor's organisation: to a temporary one that is told once, or by a link in a mail (SEC-03). */
@Injectable()
export class ResetPassword {
  constructor(
    private readonly em: EntityManager,
    private readonly events: Events,
    private readonly deliveries: Deliveries,
    private readonly links: AccountLinks,
    private readonly access: EndAccess,
  ) {}

  /** With `mail` the present password stays until another one is chosen. @throws DomainError NOT_FOUND, STALE, ACCOUNT_LINK_RECENT, and as `PartnerUser.requireReset`. */
  async run(actor: Actor, userId: string, { mail = false }: { mail?: boolean | undefined }, etag?: string): Promise<AddedPerson> {
    const password = newPassword();
    const passwordHash = await hashSecret(password);
    const present = await holdPeople(this.em, actor, 'partner-user.manage');
    const user = await lockPerson(this.em, present, userId);
    expectVersion(user, etag);
    if (mail) {
      user.requireReset(actor.userId);
      await this.links.requireReachable(user.email);
      await this.links.send(user, 'reset');
      recordPerson(this.events, passwordLinkOrdered, user, { actor });
      await this.em.flush();
      return { id: userId };
    }
    user.resetPassword(passwordHash, actor.userId);
    await this.access.run(userId);
    this.deliveries.add({ template: 'password_reset', recipient: user.email, locale: user.locale, subject: subjectOfPerson(userId), organisationId: user.organisationId, job: sendPasswordNotice });
    recordPerson(this.events, passwordReset, user, { actor });
    await this.em.flush();
    return { id: userId, credentials: { userName: user.email, password } };
  }
}
