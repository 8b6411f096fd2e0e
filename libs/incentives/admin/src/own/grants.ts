import type { RoleGrant } from '@tandem/platform-contract';

const ROLE = 'incentive_admin';

/** Whether somebody is an incentive admin of a location. */
export const administers = (grants: readonly RoleGrant[], mpnId: string): boolean => grants.some(({ role, locations = [] }) => role === ROLE && locations.includes(mpnId));

/** The roles of a person, and incentive admin of one more location; everything that they hold stays (INC-05). */
export function appointed(grants: readonly RoleGrant[], mpnId: string): RoleGrant[] {
  const held = grants.find(({ role }) => role === ROLE)?.locations ?? [];
  return [...grants.filter(({ role }) => role !== ROLE), { role: ROLE, locations: [...new Set([...held, mpnId])] }];
}
