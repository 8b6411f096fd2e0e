import { endpoint, Program, Role } from '@tandem/platform-contract';
import * as z from 'zod';
import { RoleHolder } from './role-holders.contract';

/** One action of the permission table, as it concerns the caller. */
export const PermissionView = z
  .object({
    action: z.string(),
    allowed: z.boolean(),
    /** What stands in the way; absent when the caller may. */
    reason: z.enum(['USER_REQUIRED', 'ROLE_MISSING', 'LOCATION_MISSING', 'PROGRAM_MISSING']).optional(),
    requiredRoles: z.array(Role),
    /** Which roles count only together; absent when any one of the required ones is enough. */
    requiredTogether: z.array(z.array(Role)).optional(),
    /** One of them is needed; none: any organisation. */
    requiredPrograms: z.array(Program),
    /** The incentive roles of the caller count at these MPN locations only, where the action asks for one (ROL-08). */
    locations: z.array(z.string()).optional(),
    /** People of the caller's organisation whose roles allow it, five at most. */
    heldBy: z.array(RoleHolder),
  })
  .meta({ id: 'Permission' });
export type PermissionView = z.infer<typeof PermissionView>;

export const listPermissions = endpoint({
  method: 'GET',
  path: '/v1/permissions',
  action: 'signed-in',
  summary: 'What the caller may do and what not, action by action: why not, what it would need, and who of the own organisation may.',
  tag: 'Session',
  response: z.object({ items: z.array(PermissionView) }),
});
