import { endpoint, PERMISSIONS, Role } from '@tandem/platform-contract';
import type { Action } from '@tandem/platform-contract';
import * as z from 'zod';

/** A person of the caller's own organisation who holds a role that is needed. */
export const RoleHolder = z
  .object({
    name: z.string(),
    email: z.string(),
    /** Those of the needed roles that they hold. */
    roles: z.array(Role),
  })
  .meta({ id: 'RoleHolder' });
export type RoleHolder = z.infer<typeof RoleHolder>;

const actions = PERMISSIONS.map((row): Action => row.action);

export const listRoleHolders = endpoint({
  method: 'GET',
  path: '/v1/roleholders',
  action: 'signed-in',
  summary: "Whom to ask: the people of the caller's own organisation whose roles allow an action of the permission table, five at most.",
  tag: 'Session',
  query: z.object({ action: z.enum(actions) }),
  response: z.object({ items: z.array(RoleHolder) }),
});
