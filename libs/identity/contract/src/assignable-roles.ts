import { ROLES } from '@tandem/platform-contract';
import type { Role } from '@tandem/platform-contract';

const OF_PARTNERS = ROLES.filter((role) => role !== 'operator');

/** Roles that reach no further than locations and reports: an Account admin gives and takes these alone. */
const BELOW_TENANT = ['mpn_partner_admin', 'incentive_admin', 'incentive_user', 'executive_report_viewer', 'report_viewer'] as const satisfies readonly Role[];

const ASSIGNS: Partial<Record<Role, readonly Role[]>> = { global_admin: OF_PARTNERS, user_admin: OF_PARTNERS, account_admin: BELOW_TENANT, operator: ['operator'] };

/** The roles that somebody with these roles may give to and take from people of their own organisation (ROL-07), themselves included. */
export function rolesAssignableBy(roles: readonly Role[]): Role[] {
  return ROLES.filter((role) => roles.some((held) => ASSIGNS[held]?.includes(role)));
}
