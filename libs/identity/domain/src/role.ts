/** Roles that a person or an API client can hold (ROL-01); the same literals as on the wire. */
export type Role =
  | 'global_admin'
  | 'user_admin'
  | 'billing_admin'
  | 'admin_agent'
  | 'sales_agent'
  | 'helpdesk_agent'
  | 'mpn_partner_admin'
  | 'account_admin'
  | 'incentive_admin'
  | 'incentive_user'
  | 'executive_report_viewer'
  | 'report_viewer'
  | 'operator';

/** A role, for incentive roles with the MPN locations it is limited to (ROL-08). */
export interface RoleGrant {
  readonly role: Role;
  readonly locations?: readonly string[];
}

/** Roles that count for named MPN locations only. */
export const isIncentiveRole = (role: Role): boolean => role === 'incentive_admin' || role === 'incentive_user';
