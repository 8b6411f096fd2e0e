import { defineEntity, p } from '@mikro-orm/core';
import { DomainError, newId } from '@tandem/platform-kernel';
import type { PartnerUser } from './partner-user';
import { isIncentiveRole } from './role';
import type { Role, RoleGrant } from './role';

const RoleAssignmentSchema = defineEntity({
  name: 'RoleAssignment',
  properties: {
    id: p.uuid().primary(),
    organisationId: p.uuid(),
    userId: p.uuid(),
    role: p.text().$type<Role>(),
    /** MPN ids the role counts for; null: everywhere. */
    locations: p.array().nullable(),
    since: p.datetime().columnType('timestamptz(3)'),
  },
});

/** One role that a person holds. */
export class RoleAssignment extends RoleAssignmentSchema.class {
  /** Whether it says the same as a grant: same role, same locations. */
  equals(grant: RoleGrant): boolean {
    return this.role === grant.role && [...(this.locations ?? [])].sort().join() === [...(grant.locations ?? [])].sort().join();
  }
}

RoleAssignmentSchema.setClass(RoleAssignment);

/** What to add and what to take away, so that a person holds exactly the wanted roles. */
export interface RoleChange {
  readonly granted: readonly RoleAssignment[];
  readonly withdrawn: readonly RoleAssignment[];
}

const invalid = (rule: string, reason: string, role?: Role): never => {
  throw new DomainError({ rule, reason, kind: 'invalid', field: 'roles', ...(role ? { details: { role } } : {}) });
};

/**
 * Decides which roles a person holds from now on.
 * @param held the present assignments; `otherGlobalAdmins` how many other active Global admins the organisation has;
 * `isOperator` whether the organisation runs the platform.
 * @throws DomainError ROLE_REQUIRED (ROL-06), ROLE_LOCATION_REQUIRED, ROLE_LOCATION_REFUSED (ROL-08), OPERATOR_ONLY (ROL-01),
 * LAST_GLOBAL_ADMIN (ROL-09).
 */
export function assignRoles(given: {
  user: PartnerUser;
  held: readonly RoleAssignment[];
  wanted: readonly RoleGrant[];
  otherGlobalAdmins: number;
  isOperator: boolean;
  now: Date;
}): RoleChange {
  const wanted = given.wanted.filter((grant, index) => given.wanted.findIndex((one) => one.role === grant.role) === index);
  if (wanted.length === 0) invalid('ROL-06', 'ROLE_REQUIRED');
  for (const { role, locations = [] } of wanted) {
    if (isIncentiveRole(role) && locations.length === 0) invalid('ROL-08', 'ROLE_LOCATION_REQUIRED', role);
    if (!isIncentiveRole(role) && locations.length > 0) invalid('ROL-08', 'ROLE_LOCATION_REFUSED', role);
    if ((role === 'operator') !== given.isOperator) invalid('ROL-01', 'OPERATOR_ONLY', role);
  }
  const losesAdmin = given.held.some((one) => one.role === 'global_admin') && !wanted.some(({ role }) => role === 'global_admin');
  if (losesAdmin && given.otherGlobalAdmins === 0) throw new DomainError({ rule: 'ROL-09', reason: 'LAST_GLOBAL_ADMIN', kind: 'conflict' });

  return {
    granted: wanted
      .filter((grant) => !given.held.some((one) => one.equals(grant)))
      .map((grant) => assignment(given.user, grant, given.now)),
    withdrawn: given.held.filter((one) => !wanted.some((grant) => one.equals(grant))),
  };
}

function assignment(user: PartnerUser, { role, locations }: RoleGrant, now: Date): RoleAssignment {
  const assigned = new RoleAssignment();
  assigned.id = newId();
  assigned.organisationId = user.organisationId;
  assigned.userId = user.id;
  assigned.role = role;
  assigned.locations = locations ? [...locations] : null;
  assigned.since = now;
  return assigned;
}
