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
  /** `location`: a role that was given for some MPN locations counts at those only (ROL-08). */
  readonly scope?: 'location';
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
  { action: 'enrollment.edit', title: 'Start and fill in an enrollment or the transition', anyOf: ['global_admin'], programs: [] },
  { action: 'enrollment.discard', title: 'Drop the draft of an enrollment', anyOf: ['global_admin', 'operator'], programs: [] },
  { action: 'enrollment.submit', title: 'Submit an enrollment or the transition, also again', anyOf: ['global_admin'], programs: [], userOnly: true },
  { action: 'enrollment.read', title: 'Follow an enrollment: its state, what was checked, the verification of the contact', anyOf: ['global_admin', 'mpn_partner_admin', 'account_admin', 'operator'], programs: [] },
  { action: 'enrollment.review', title: 'Review enrollments: assign, check, decide', anyOf: ['operator'], programs: ['operator'] },
  { action: 'verification.resend', title: 'Send the mail to the contact again', anyOf: ['global_admin', 'account_admin'], programs: [] },
  { action: 'mpn-association.change', title: 'Choose the MPN location that the program account stands on', anyOf: ['global_admin'], programs: [] },
  { action: 'agreement.read', title: 'See and download the partner agreement', anyOf: ['global_admin', 'operator'], programs: [] },
  { action: 'agreement.sign', title: 'Sign the partner agreement', anyOf: ['global_admin'], programs: [], userOnly: true },
  { action: 'agreement.status', title: 'See that the partner agreement is signed', anyOf: ['global_admin', 'admin_agent', 'sales_agent'], programs: [] },
  { action: 'agreement.publish', title: 'Publish versions of agreements', anyOf: ['operator'], programs: ['operator'] },
  { action: 'agreement.reseller-status', title: 'Ask whether a reseller has signed the partner agreement', anyOf: ['global_admin', 'user_admin', 'admin_agent', 'sales_agent'], programs: ['indirect_provider'] },
  { action: 'customer.invite', title: 'Invite a customer, alone or together with a provider', anyOf: ['global_admin', 'admin_agent'], programs: ['indirect_reseller', 'direct_bill'] },
  { action: 'customer.read', title: 'See the customers and their accounts', anyOf: ['global_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'], programs: ['indirect_provider', 'indirect_reseller', 'direct_bill'] },
  { action: 'customer.export', title: 'Export the list of customers', anyOf: ['global_admin', 'admin_agent'], programs: ['indirect_provider', 'indirect_reseller', 'direct_bill'] },
  { action: 'customer.create', title: 'Add a new customer', anyOf: ['global_admin', 'user_admin', 'admin_agent', 'sales_agent'], programs: ['indirect_provider', 'direct_bill'] },
  { action: 'customer.edit', title: "Change a customer's account", anyOf: ['global_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'], programs: ['indirect_provider', 'indirect_reseller', 'direct_bill'] },
  { action: 'customer.self-purchase', title: 'Let a customer buy by itself, or no longer', anyOf: ['admin_agent', 'sales_agent'], programs: ['indirect_provider', 'direct_bill'] },
  { action: 'customer-user.read', title: "See a customer's users and licences (needs delegated rights)", anyOf: ['global_admin', 'admin_agent', 'helpdesk_agent'], programs: ['indirect_provider', 'indirect_reseller', 'direct_bill'] },
  { action: 'customer-user.manage', title: "Keep a customer's users and licences (needs delegated rights)", anyOf: ['global_admin', 'admin_agent'], programs: ['indirect_provider', 'indirect_reseller', 'direct_bill'] },
  { action: 'customer-agreement.attest', title: 'Attest the agreement with a customer', anyOf: ['global_admin', 'admin_agent', 'sales_agent'], programs: ['indirect_provider', 'direct_bill'] },
  { action: 'customer-relationship.remove', title: 'End the relationship with a customer as its reseller', anyOf: ['global_admin', 'admin_agent'], programs: ['indirect_reseller'] },
  { action: 'customer-relationship.remove-selling', title: 'End the relationship with a customer as the one who sells to it', anyOf: ['global_admin'], programs: ['indirect_provider', 'direct_bill'] },
  { action: 'customer-relationship.extend', title: 'Extend the relationship with an own customer to a provider, after the transition', anyOf: ['admin_agent'], programs: ['indirect_reseller'] },
  { action: 'order.submit', title: 'Order, add a subscription or more licences', anyOf: ['global_admin', 'user_admin', 'admin_agent', 'sales_agent'], programs: ['indirect_provider', 'direct_bill'] },
  { action: 'subscription.set-reseller', title: 'Name the reseller of a subscription', anyOf: ['global_admin', 'user_admin', 'admin_agent', 'sales_agent'], programs: ['indirect_provider'] },
  { action: 'subscription.set-support-contact', title: 'Name the support contact of a subscription', anyOf: ['global_admin', 'user_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'], programs: ['indirect_provider'] },
  { action: 'subscription.suspend', title: 'Suspend a subscription, or reactivate it', anyOf: ['global_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'], programs: ['indirect_provider', 'direct_bill'] },
  { action: 'subscription-transfer.create', title: 'Offer subscriptions to a provider, or take the offer back, after the transition', anyOf: ['admin_agent'], programs: ['indirect_reseller'] },
  { action: 'subscription-transfer.answer', title: 'Accept or reject subscriptions that are offered', anyOf: ['admin_agent', 'sales_agent'], programs: ['indirect_provider'] },
  { action: 'incentive.read', title: 'See incentive programs and earnings', anyOf: ['global_admin', 'account_admin', 'incentive_admin', 'incentive_user', 'operator'], programs: ['indirect_reseller', 'direct_bill', 'operator'], scope: 'location' },
  { action: 'incentive.edit', title: 'Keep the payout and tax profiles of an incentive', anyOf: ['incentive_admin'], programs: ['indirect_reseller', 'direct_bill'], scope: 'location' },
  { action: 'incentive.accept', title: 'Enroll in an incentive, or decline it', anyOf: ['incentive_admin'], programs: ['indirect_reseller', 'direct_bill'], userOnly: true, scope: 'location' },
  { action: 'incentive.resend', title: 'Have the invitation to an incentive mailed again', anyOf: ['global_admin', 'account_admin', 'incentive_admin', 'operator'], programs: ['indirect_reseller', 'direct_bill', 'operator'], scope: 'location' },
  { action: 'incentive.operate', title: 'Watch over the incentives of all partners: verify, resend, export, set schedules', anyOf: ['operator'], programs: ['operator'] },
  { action: 'incentive.appoint', title: 'Appoint incentive administrators', anyOf: ['global_admin', 'account_admin'], programs: ['indirect_reseller', 'direct_bill'], userOnly: true },
  { action: 'billing.read', title: 'See the billing pages', anyOf: ['global_admin', 'billing_admin', 'admin_agent'], programs: ['indirect_provider', 'direct_bill'] },
  { action: 'report.resellers', title: 'See the analysis of the resellers and who has signed', anyOf: ['global_admin', 'user_admin'], programs: ['indirect_provider'] },
  { action: 'report.performance', title: 'See the performance report', anyOf: ['global_admin', 'user_admin', 'account_admin', 'executive_report_viewer', 'report_viewer'], programs: ['indirect_provider'] },
  { action: 'job.manage', title: 'Watch, retry and dismiss jobs; see workers and schedules', anyOf: ['operator'], programs: ['operator'] },
] as const satisfies readonly Permission[];

export type Action = (typeof PERMISSIONS)[number]['action'];

/** What the table needs to know of somebody. */
export interface Holder {
  readonly roles: readonly { readonly role: Role; readonly locations?: readonly string[] | undefined }[];
  readonly programs: readonly Program[];
  readonly isPerson: boolean;
}

/** Why an action is refused. */
export type Hindrance = 'USER_REQUIRED' | 'ROLE_MISSING' | 'LOCATION_MISSING' | 'PROGRAM_MISSING';

/** The table's row of an action. */
export function permissionOf(action: Action): Permission {
  const row = PERMISSIONS.find((permission) => permission.action === action);
  if (!row) throw new Error(`The permission table has no action ${action}`);
  return row;
}

/** The roles that an action asks for, each once, also those that count only together. */
export const rolesOf = (action: Action): Role[] => [...new Set(permissionOf(action).anyOf.flatMap((need) => need.split('+') as Role[]))];

/** The sets of roles that an action asks for when some of them count only together; none when any one role is enough. */
export function togetherOf(action: Action): Role[][] {
  const needs = permissionOf(action).anyOf.map((need) => need.split('+') as Role[]);
  return needs.some((need) => need.length > 1) ? needs : [];
}

/** Whether roles are enough for one of these needs; a pair asks for both. */
export const meets = (anyOf: readonly RoleNeed[], holds: (role: Role) => boolean): boolean => anyOf.some((need) => (need.split('+') as Role[]).every(holds));

/**
 * Why somebody may not do something; null when they may. What no role mends comes first: an API client hears that a person is needed,
 * not to ask for a role. With `location`, roles that were given for other MPN locations do not count where the action is scoped (ROL-08).
 */
export function whyNot(action: Action, holder: Holder, location?: string): Hindrance | null {
  const row = permissionOf(action);
  if (row.userOnly && !holder.isPerson) return 'USER_REQUIRED';
  const counts = (locations: readonly string[] | undefined): boolean => row.scope === undefined || location === undefined || !locations || locations.includes(location);
  if (!meets(row.anyOf, (role) => holder.roles.some((grant) => grant.role === role))) return 'ROLE_MISSING';
  if (!meets(row.anyOf, (role) => holder.roles.some((grant) => grant.role === role && counts(grant.locations)))) return 'LOCATION_MISSING';
  return row.programs.length > 0 && !row.programs.some((program) => holder.programs.includes(program)) ? 'PROGRAM_MISSING' : null;
}

/** All actions somebody may do. */
export const actionsOf = (holder: Holder): Action[] => PERMISSIONS.map((row) => row.action).filter((action) => whyNot(action, holder) === null);

/**
 * What lets somebody hear of changes, by the type of the record (`type` in `<type>:<id>`) or, for changes that name no record, by
 * the event. Changes of what stands not here are told to nobody: a new kind of record is silent until somebody says who may read it.
 */
export const HEARD_WITH: Readonly<Record<string, Action>> = {
  partner_user: 'partner-user.list',
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
  webhook_registration: 'webhook.manage',
  webhook_delivery: 'webhook.manage',
  partner_profile: 'profile.read',
  mpn_location: 'mpn-location.read',
  enrollment: 'enrollment.read',
  agreement_template: 'agreement.publish',
  agreement_signature: 'agreement.status',
  incentive: 'incentive.read',
  incentive_program: 'incentive.operate',
  'platform.jobs-retried': 'job.manage',
  'platform.jobs-dismissed': 'job.manage',
};

/** Types of record that operators watch over in all organisations. */
export const WATCHED_BY_OPERATORS: ReadonlySet<string> = new Set(['delivery', 'job', 'worker', 'enrollment', 'incentive', 'incentive_program', 'platform.jobs-retried', 'platform.jobs-dismissed']);
