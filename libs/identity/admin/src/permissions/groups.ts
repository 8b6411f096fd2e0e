import type { PermissionView } from '@tandem/identity-contract';

/** The parts of the page, by what stands before the dot of an action. */
export const GROUPS = {
  partners: ['partnership', 'directory'],
  customers: ['customer', 'customer-user', 'customer-agreement', 'customer-relationship'],
  commerce: ['order', 'subscription', 'subscription-transfer'],
  joining: ['enrollment', 'verification', 'mpn-association', 'agreement'],
  organisation: ['profile', 'mpn-location', 'partner-user', 'api-client', 'webhook', 'audit'],
  money: ['incentive', 'billing', 'report'],
  operation: ['delivery', 'job', 'organisation'],
} as const satisfies Record<string, readonly string[]>;

export type GroupName = keyof typeof GROUPS;

/** The group an action belongs to; `operation` for whatever a newer server knows beside. */
export function groupOf(action: string): GroupName {
  const about = action.slice(0, action.indexOf('.'));
  return (Object.keys(GROUPS) as GroupName[]).find((name) => (GROUPS[name] as readonly string[]).includes(about)) ?? 'operation';
}

/** The rows of each group, in the order of the groups; groups without a row are left out. */
export const grouped = (rows: readonly PermissionView[]): { name: GroupName; rows: readonly PermissionView[] }[] =>
  (Object.keys(GROUPS) as GroupName[]).map((name) => ({ name, rows: rows.filter(({ action }) => groupOf(action) === name) })).filter((group) => group.rows.length > 0);
