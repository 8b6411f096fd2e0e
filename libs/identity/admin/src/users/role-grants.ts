import type { Role, RoleGrant } from '@tandem/platform-contract';

/** Roles that count for named MPN locations (ROL-08). */
export const countsForLocations = (role: Role): boolean => role === 'incentive_admin' || role === 'incentive_user';

/** MPN ids as they are typed: separated by commas or blanks, each once. */
export const mpnIdsIn = (text: string): string[] => [...new Set(text.split(/[\s,;]+/).filter(Boolean))];

const said = (grants: readonly RoleGrant[]): string => grants.map(({ role, locations = [] }) => `${role} ${[...locations].sort().join()}`).sort().join(';');

/** Whether two lists grant the same. */
export const sameGrants = (one: readonly RoleGrant[], other: readonly RoleGrant[]): boolean => said(one) === said(other);
