import * as z from 'zod';

/** Roles a person or an API client can hold, as they travel on the wire (ROL-01). `operator` runs the platform itself. */
export const ROLES = [
  'global_admin',
  'user_admin',
  'billing_admin',
  'admin_agent',
  'sales_agent',
  'helpdesk_agent',
  'mpn_partner_admin',
  'account_admin',
  'incentive_admin',
  'incentive_user',
  'executive_report_viewer',
  'report_viewer',
  'operator',
] as const;

export const Role = z.enum(ROLES).meta({ id: 'Role' });
export type Role = z.infer<typeof Role>;

/** A role, for incentive roles limited to MPN locations (ROL-08). */
export const RoleGrant = z.object({ role: Role, locations: z.array(z.string()).optional() }).meta({ id: 'RoleGrant' });
export type RoleGrant = z.infer<typeof RoleGrant>;

/** Programs an organisation can hold (ORG-01, ORG-02): what it may do follows from the set of active ones. */
export const PROGRAMS = ['indirect_provider', 'indirect_reseller', 'direct_bill', 'customer', 'operator'] as const;

export const Program = z.enum(PROGRAMS).meta({ id: 'Program' });
export type Program = z.infer<typeof Program>;
