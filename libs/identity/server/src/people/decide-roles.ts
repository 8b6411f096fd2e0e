import type { EntityManager } from '@mikro-orm/postgresql';
import { rolesAssignableBy } from '@tandem/identity-contract';
import { assignRoles, requireAssignable, requireOwnLocations } from '@tandem/identity-domain';
import type { PartnerUser, RoleAssignment, RoleChange } from '@tandem/identity-domain';
import type { RoleGrant } from '@tandem/platform-contract';
import type { Actor } from '@tandem/platform-server';
import { openLocations, otherGlobalAdmins } from './people-of';

/**
 * Decides which roles a person of the actor's organisation holds from now on; the caller holds the organisation's people.
 * @param actor with the present roles.
 * @throws DomainError ROLE_NOT_ASSIGNABLE (ROL-07), ROLE_LOCATION_UNKNOWN (ROL-08), and as `assignRoles`.
 */
export async function decideRoles(em: EntityManager, actor: Actor, given: { user: PartnerUser; held: readonly RoleAssignment[]; wanted: readonly RoleGrant[]; now: Date }): Promise<RoleChange> {
  const { user, held, wanted } = given;
  requireAssignable({ held, wanted, assignable: rolesAssignableBy(actor.roles.map(({ role }) => role)) });
  const change = assignRoles({ ...given, otherGlobalAdmins: await otherGlobalAdmins(em, user), isOperator: actor.programs.includes('operator') });
  requireOwnLocations({ held, wanted, open: await openLocations(em, actor.organisationId) });
  return change;
}
