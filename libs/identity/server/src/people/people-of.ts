import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { MpnLocation, PartnerUser, RoleAssignment } from '@tandem/identity-domain';
import type { Action } from '@tandem/platform-contract';
import { DomainError, notFound } from '@tandem/platform-kernel';
import { requirePermission } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { actingPerson, personByToken } from '../session/caller';

/**
 * Makes whoever changes people of the same organisation wait for one another until the transaction ends, and asks again whether the actor
 * still may: two admins who take each other's rights cannot both succeed (ROL-09). Gives the actor with the present roles.
 * @throws DomainError as the permission table says, USER_DEACTIVATED when the actor's access ended meanwhile.
 */
export async function holdPeople(em: EntityManager, actor: Actor, action: Action): Promise<Actor> {
  await em.execute('select id from organisation where id = ? for no key update', [actor.organisationId]);
  const row = actor.userId === undefined ? undefined : await personByToken(em, actor.userId, actor.clientId ?? '');
  if (!row?.active) throw new DomainError({ rule: 'SEC-02', reason: 'USER_DEACTIVATED', kind: 'unauthenticated' });
  const present = actingPerson(row, actor.clientId);
  requirePermission(present, action);
  return present;
}

/** A person of the actor's organisation, locked until the transaction ends. @throws DomainError NOT_FOUND, also for other organisations' people (SEC-01). */
export async function lockPerson(em: EntityManager, { organisationId }: Pick<Actor, 'organisationId'>, id: string): Promise<PartnerUser> {
  const user = await em.findOne(PartnerUser, { id, organisationId }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (!user) throw notFound();
  return user;
}

/** The roles that a person holds. */
export const rolesHeld = (em: EntityManager, userId: string): Promise<RoleAssignment[]> => em.find(RoleAssignment, { userId }, { refresh: true });

/** How many other active Global admins an organisation has (ROL-09). */
export async function otherGlobalAdmins(em: EntityManager, user: PartnerUser): Promise<number> {
  const [row] = await em.execute<{ others: number }[]>(
    `select count(*)::int as others from partner_user u join role_assignment r on r.user_id = u.id and r.role = 'global_admin'
     where u.organisation_id = ? and u.state = 'active' and u.id <> ?`,
    [user.organisationId, user.id],
  );
  return row?.others ?? 0;
}

/** MPN ids of an organisation's active locations (ROL-08). */
export async function openLocations(em: EntityManager, organisationId: string): Promise<ReadonlySet<string>> {
  const locations = await em.find(MpnLocation, { organisationId, type: 'location', status: 'active' });
  return new Set(locations.map(({ mpnId }) => mpnId));
}
