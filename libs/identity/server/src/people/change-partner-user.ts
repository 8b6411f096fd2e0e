import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { personDescribed } from '@tandem/identity-contract';
import type { changePartnerUser } from '@tandem/identity-contract';
import type { PartnerUser } from '@tandem/identity-domain';
import type { InputOf } from '@tandem/platform-contract';
import { DomainError } from '@tandem/platform-kernel';
import { Events, expectVersion } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { lockPerson } from './people-of';
import { recordPerson } from './person-record';

const told = ({ firstName, lastName, locale }: PartnerUser) => ({ firstName, lastName, locale });

/** Changes name and language of a person of the actor's organisation. */
@Injectable()
export class ChangePartnerUser {
  constructor(
    private readonly em: EntityManager,
    private readonly events: Events,
  ) {}

  /** The same again changes nothing. @throws DomainError NOT_FOUND, STALE, EMAIL_FIXED (ROL-06). */
  async run(actor: Actor, userId: string, { email, firstName, lastName, locale }: InputOf<typeof changePartnerUser>['body'], etag?: string): Promise<void> {
    const user = await lockPerson(this.em, actor, userId);
    expectVersion(user, etag);
    if (email !== undefined && email.trim().toLowerCase() !== user.email) throw new DomainError({ rule: 'ROL-06', reason: 'EMAIL_FIXED', kind: 'conflict', field: 'email' });
    const before = told(user);
    user.describe({ firstName, lastName, locale });
    const after = told(user);
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    recordPerson(this.events, personDescribed, user, { actor, before, after });
    await this.em.flush();
  }
}
