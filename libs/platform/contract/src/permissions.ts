import type { Program, Role } from './role';

/** Who may do one thing: any of these roles, in an organisation that holds one of these programs (any program when empty). */
export interface Permission {
  readonly action: string;
  readonly anyOf: readonly Role[];
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

/** Why somebody may not do something; null when they may. What no role mends comes first: an API client hears that a person is needed, not to ask for a role. */
export function whyNot(action: Action, holder: Holder): 'ROLE_MISSING' | 'PROGRAM_MISSING' | 'USER_REQUIRED' | null {
  const row = permissionOf(action);
  if (row.userOnly && !holder.isPerson) return 'USER_REQUIRED';
  if (!row.anyOf.some((role) => holder.roles.some((grant) => grant.role === role))) return 'ROLE_MISSING';
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
  'platform.jobs-retried': 'job.manage',
  'platform.jobs-dismissed': 'job.manage',
};

/** Types of record that operators watch over in all organisations. */
export const WATCHED_BY_OPERATORS: ReadonlySet<string> = new Set(['delivery', 'job', 'worker', 'platform.jobs-retried', 'platform.jobs-dismissed']);
