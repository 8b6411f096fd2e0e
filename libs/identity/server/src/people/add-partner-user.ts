import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { personAdded } from '@tandem/identity-contract';
import type { createPartnerUser } from '@tandem/identity-contract';
import { PartnerUser } from '@tandem/identity-domain';
import type { InputOf } from '@tandem/platform-contract';
import { Clock } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { AccountLinks } from '../links/account-links';
import { hashSecret, newPassword, newToken } from '../secrets/secret-hash';
import { decideRoles } from './decide-roles';
import { holdPeople } from './people-of';
import { grantsOf, recordPerson } from './person-record';

/** Who was added, and what they sign in with unless they are invited. */
export interface AddedPerson {
  readonly id: string;
  readonly credentials?: { readonly userName: string; readonly password: string };
}

/** Adds a person to the actor's organisation (ROL-05, ROL-06): with a temporary password, or with an invitation to choose one. */
@Injectable()
export class AddPartnerUser {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly links: AccountLinks,
  ) {}

  /**
   * @throws DomainError EMAIL_TAKEN (ROL-06; it does not say whose it is), ADDRESS_SUPPRESSED when an invitation could not arrive, and what
   * `decideRoles` says.
   */
  async run(actor: Actor, { invite = false, roles, ...input }: InputOf<typeof createPartnerUser>['body']): Promise<AddedPerson> {
    // An invited person has a password that nobody knows. The hash costs time, so that it is made before anybody has to wait.
    const password = invite ? newToken() : newPassword();
    const passwordHash = await hashSecret(password);
    const present = await holdPeople(this.em, actor, 'partner-user.create');
    const now = this.clock.now();
    const user = PartnerUser.welcome({ ...input, organisationId: present.organisationId, locale: input.locale ?? present.locale, passwordHash, invited: invite, now });
    const { granted } = await decideRoles(this.em, present, { user, held: [], wanted: roles, now });
    if (invite) await this.links.requireReachable(user.email);
    this.em.persist([user, ...granted]);
    if (invite) await this.links.send(user, 'join');
    recordPerson(this.events, personAdded, user, { actor, data: { invited: invite }, after: { state: user.state, roles: grantsOf(granted) } });
    await this.em.flush();
    return { id: user.id, ...(invite ? {} : { credentials: { userName: user.email, password } }) };
  }
}
