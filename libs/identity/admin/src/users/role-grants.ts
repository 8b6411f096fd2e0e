import type { Words } from '@tandem/platform-admin';
import type { Role, RoleGrant } from '@tandem/platform-contract';

/** Roles that count for named MPN locations (ROL-08). */
export const countsForLocations = (role: Role): boolean => role === 'incentive_admin' || role === 'incentive_user';

/** MPN ids as they are typed: separated by commas or blanks, each once. */
export const mpnIdsIn = (text: string): string[] => [...new Set(text.split(/[\s,;]+/).filter(Boolean))];

const said = (grants: readonly RoleGrant[]): string => grants.map(({ role, locations = [] }) => `${role} ${[...locations].sort().join()}`).sort().join(';');

/** Whether two lists grant the same. */
export const sameGrants = (one: readonly RoleGrant[], other: readonly RoleGrant[]): boolean => said(one) === said(other);

/** Roles in words, with the locations that they count for. */
export const sayGrants = (grants: readonly RoleGrant[], words: Words): string => grants.map(({ role, locations }) => words.t(`roles.${role}`) + (locations ? ` (${locations.join(', ')})` : '')).join(', ');
