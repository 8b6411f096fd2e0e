import { DomainError } from '@tandem/platform-kernel';
import type { Role, RoleGrant } from './role';
import type { RoleAssignment } from './role-assignment';

/**
 * Whether somebody may make the change from the held to the wanted roles: every role that is given, taken or gets other locations has to be
 * among those they may assign. Roles that stay as they are do not matter.
 * @param assignable what the one who acts may give and take (ROL-07).
 * @throws DomainError ROLE_NOT_ASSIGNABLE for each role beyond it.
 */
export function requireAssignable({ held, wanted, assignable }: { held: readonly RoleAssignment[]; wanted: readonly RoleGrant[]; assignable: readonly Role[] }): void {
  const changed = [
    ...wanted.filter((grant) => !held.some((one) => one.equals(grant))).map(({ role }) => role),
    ...held.filter((one) => !wanted.some((grant) => one.equals(grant))).map(({ role }) => role),
  ];
  const [first, ...others] = [...new Set(changed)]
    .filter((role) => !assignable.includes(role))
    .map((role) => ({ rule: 'ROL-07', reason: 'ROLE_NOT_ASSIGNABLE', kind: 'forbidden', field: 'roles', details: { role, requiredRoles: ['global_admin', 'user_admin'] } }) as const);
  if (first) throw new DomainError(first, ...others);
}

/** A role that somebody, or an API client, has already. */
interface Held {
  readonly role: Role;
  readonly locations?: readonly string[] | null;
}

/**
 * Whether the locations of incentive roles are the organisation's own (ROL-08). A location that a role has already may stay after it was closed.
 * @param open MPN ids of the organisation's active locations.
 * @throws DomainError ROLE_LOCATION_UNKNOWN for each that is not: also for another organisation's, which nobody is told about.
 */
export function requireOwnLocations({ held, wanted, open }: { held: readonly Held[]; wanted: readonly RoleGrant[]; open: ReadonlySet<string> }): void {
  const unknown = wanted.flatMap(({ role, locations = [] }) => {
    const kept = held.find((one) => one.role === role)?.locations ?? [];
    return locations.filter((mpnId) => !open.has(mpnId) && !kept.includes(mpnId)).map((mpnId) => ({ role, mpnId }));
  });
  const [first, ...others] = unknown.map((details) => ({ rule: 'ROL-08', reason: 'ROLE_LOCATION_UNKNOWN', kind: 'invalid', field: 'roles', details }) as const);
  if (first) throw new DomainError(first, ...others);
}
