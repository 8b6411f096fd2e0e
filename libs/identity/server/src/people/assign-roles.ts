import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { rolesChanged } from '@tandem/identity-contract';
import type { RoleGrant } from '@tandem/platform-contract';
import { Clock } from '@tandem/platform-kernel';
import { Events, expectVersion } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { KnownCallers } from '../session/known-callers';
import { decideRoles } from './decide-roles';
import { holdPeople, lockPerson, rolesHeld } from './people-of';
import { grantsOf, recordPerson } from './person-record';

/** Replaces the roles of a person of the actor's organisation (ROL-04, ROL-07 to ROL-09). */
@Injectable()
export class AssignRoles {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly callers: KnownCallers,
  ) {}

  /** The same roles again change nothing. @throws DomainError NOT_FOUND, STALE, LAST_GLOBAL_ADMIN (ROL-09), and what `decideRoles` says. */
  async run(actor: Actor, userId: string, wanted: readonly RoleGrant[], etag?: string): Promise<void> {
    const present = await holdPeople(this.em, actor, 'partner-user.assign-roles');
    const user = await lockPerson(this.em, present, userId);
    expectVersion(user, etag);
    const held = await rolesHeld(this.em, userId);
    const { granted, withdrawn } = await decideRoles(this.em, present, { user, held, wanted, now: this.clock.now() });
    if (granted.length + withdrawn.length === 0) return;
    // Taken away first: other locations for the same role are another assignment of it.
    this.em.remove([...withdrawn]);
    await this.em.flush();
    this.em.persist([...granted]);
    // The etag of a person covers the roles, which stand in rows of their own.
    await this.em.execute('update partner_user set version = version + 1 where id = ?', [userId]);
    recordPerson(this.events, rolesChanged, user, { actor, before: { roles: grantsOf(held) }, after: { roles: grantsOf([...held.filter((one) => !withdrawn.includes(one)), ...granted]) } });
    await this.em.flush();
    this.callers.forget();
  }
}
