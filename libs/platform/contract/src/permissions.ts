import { ROLES } from './role';
import type { Program, Role } from './role';

/** A role, or two that somebody has to hold together. */
export type RoleNeed = Role | `${Role}+${Role}`;

/** Who may do one thing: any of these roles, in an organisation that holds one of these programs (any program when empty). */
export interface Permission {
  readonly action: string;
  readonly anyOf: readonly RoleNeed[];
  readonly programs: readonly Program[];
  /** Only a person may, never an API client by itself. */
  readonly userOnly?: true;
  /** What is said to whoever may not, when a rule of its own explains more than the missing role. */
  readonly refusal?: { readonly rule: string; readonly reason: string };
  /** What the action is, for the printed table. */
  readonly title: string;
}

/** The permission table (domain rules 1.3): one source for the API's guard, the console's menu, refusals and the printed page. */
export const PERMISSIONS = [
  { action: 'partnership.request', title: 'Request a partnership, see indirect resellers', anyOf: ['global_admin', 'user_admin', 'admin_agent', 'sales_agent'], programs: ['indirect_provider'] },
  { action: 'partnership.terminate', title: 'Remove a partnership', anyOf: ['global_admin', 'admin_agent'], programs: ['indirect_provider'] },
  { action: 'partnership.list', title: 'See the own partnerships; those of a reseller also need `partnership.providers`', anyOf: ['global_admin', 'user_admin', 'admin_agent', 'sales_agent'], programs: ['indirect_provider', 'indirect_reseller'] },
  { action: 'partnership.providers', title: 'See the own indirect providers', anyOf: ['global_admin', 'admin_agent'], programs: ['indirect_reseller'] },
  { action: 'partnership.accept', title: 'Authorize an indirect provider', anyOf: ['global_admin'], programs: ['indirect_reseller'], userOnly: true },
  { action: 'partnership.admin-access', title: "Give or take a provider's admin access", anyOf: ['global_admin'], programs: ['indirect_reseller'] },
  { action: 'partnership.take-over', title: 'Take over existing partnerships from a file', anyOf: ['operator'], programs: ['operator'] },
  { action: 'directory.own', title: 'See the story of the own entry in the provider directory', anyOf: ['global_admin', 'user_admin', 'admin_agent', 'sales_agent', 'account_admin', 'operator'], programs: ['indirect_provider', 'operator'] },
  { action: 'directory.edit', title: 'Keep the provider directory', anyOf: ['operator'], programs: ['operator'], refusal: { rule: 'DIR-02', reason: 'ENTRY_MAINTAINED' } },
  { action: 'delivery.read', title: 'See the deliveries of own records', anyOf: ['global_admin', 'user_admin', 'admin_agent', 'sales_agent', 'operator'], programs: [] },
  { action: 'delivery.retry', title: 'Send a failed delivery again, or dismiss it', anyOf: ['global_admin', 'user_admin', 'admin_agent', 'sales_agent', 'operator'], programs: [] },
  { action: 'partner-user.list', title: 'See the people of the own organisation and their roles', anyOf: ROLES, programs: [] },
  { action: 'partner-user.create', title: 'Add a person to the own organisation (ROL-05: with Admin agent)', anyOf: ['global_admin+admin_agent', 'user_admin+admin_agent', 'account_admin+admin_agent', 'operator'], programs: [], userOnly: true },
  { action: 'partner-user.assign-roles', title: 'Change the roles of a person (ROL-07: an Account admin only those below the tenant)', anyOf: ['global_admin', 'user_admin', 'account_admin', 'operator'], programs: [], userOnly: true },
  { action: 'partner-user.manage', title: 'Rename or deactivate a person, reset password and second factor', anyOf: ['global_admin', 'user_admin', 'operator'], programs: [], userOnly: true },
  { action: 'api-client.read', title: 'See the API clients of the own organisation', anyOf: ['global_admin', 'admin_agent'], programs: [] },
  { action: 'api-client.manage', title: 'Make and remove API clients and their secrets', anyOf: ['global_admin'], programs: [], userOnly: true },
  { action: 'profile.read', title: "See the organisation's profiles and programs", anyOf: ROLES, programs: [] },
  { action: 'profile.edit', title: 'Change the organization, legal business and support profile', anyOf: ['global_admin'], programs: [] },
  { action: 'profile.edit-billing', title: 'Change the billing profile', anyOf: ['global_admin', 'billing_admin'], programs: [] },
  { action: 'mpn-location.read', title: 'See the MPN locations', anyOf: ['global_admin', 'account_admin', 'mpn_partner_admin', 'admin_agent', 'incentive_admin', 'incentive_user'], programs: [] },
  { action: 'mpn-location.add', title: 'Add an MPN location', anyOf: ['global_admin', 'account_admin'], programs: [] },
  { action: 'audit.read', title: 'See and export the activity log', anyOf: ['global_admin', 'user_admin', 'billing_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent', 'operator'], programs: [] },
  { action: 'webhook.manage', title: 'Register webhooks, see and repeat their deliveries', anyOf: ['global_admin', 'admin_agent'], programs: [] },
  { action: 'organisation.manage', title: 'Create, suspend and restrict partner organisations', anyOf: ['operator'], programs: ['operator'] },
  { action: 'job.manage', title: 'Watch, retry and dismiss jobs; see workers and schedules', anyOf: ['operator'], programs: ['operator'] },
] as const satisfies readonly Permission[];

export type Action = (typeof PERMISSIONS)[number]['action'];

/** What the table needs to know of somebody. */
export interface Holder {
  readonly roles: readonly { readonly role: Role }[];
  readonly programs: readonly Program[];
  readonly isPerson: boolean;
}

/** The table's row of an action. */
export function permissionOf(action: Action): Permission {
  const row = PERMISSIONS.find((permission) => permission.action === action);
  if (!row) throw new Error(`The permission table has no action ${action}`);
  return row;
}

/** The roles that an action asks for, each once, also those that count only together. */
export const rolesOf = (action: Action): Role[] => [...new Set(permissionOf(action).anyOf.flatMap((need) => need.split('+') as Role[]))];

/** Why somebody may not do something; null when they may. What no role mends comes first: an API client hears that a person is needed, not to ask for a role. */
export function whyNot(action: Action, holder: Holder): 'ROLE_MISSING' | 'PROGRAM_MISSING' | 'USER_REQUIRED' | null {
  const row = permissionOf(action);
  if (row.userOnly && !holder.isPerson) return 'USER_REQUIRED';
  const holds = (role: string): boolean => holder.roles.some((grant) => grant.role === role);
  if (!row.anyOf.some((need) => need.split('+').every(holds))) return 'ROLE_MISSING';
  return row.programs.length > 0 && !row.programs.some((program) => holder.programs.includes(program)) ? 'PROGRAM_MISSING' : null;
}

/** All actions somebody may do. */
export const actionsOf = (holder: Holder): Action[] => PERMISSIONS.map((row) => row.action).filter((action) => whyNot(action, holder) === null);

/**
 * What lets somebody hear of changes, by the type of the record (`type` in `<type>:<id>`) or, for changes that name no record, by
 * the event. Changes of what stands not here are told to nobody: a new kind of record is silent until somebody says who may read it.
 */
export const HEARD_WITH: Readonly<Record<string, Action>> = {
  invitation: 'partnership.request',
  partnership: 'partnership.list',
  partnership_import: 'partnership.request',
  partnership_takeover: 'partnership.take-over',
  directory_entry: 'directory.own',
  delivery: 'delivery.read',
  job: 'job.manage',
  bulk_act: 'delivery.read',
  worker: 'job.manage',
  api_client: 'api-client.read',
  organisation: 'profile.read',
  'platform.jobs-retried': 'job.manage',
  'platform.jobs-dismissed': 'job.manage',
};

/** Types of record that operators watch over in all organisations. */
export const WATCHED_BY_OPERATORS: ReadonlySet<string> = new Set(['delivery', 'job', 'worker', 'platform.jobs-retried', 'platform.jobs-dismissed']);
