import * as z from 'zod';
import { Program, Role } from './role';

/** One "no": the rule, a literal reason, the field, how to fix it and, for missing rights, the roles that have them. */
export const Fault = z
  .object({
    rule: z.string(),
    reason: z.string(),
    field: z.string().optional(),
    fix: z.string(),
    /** Roles that would allow it; any of them, unless `requiredTogether` says which count only together. */
    requiredRoles: z.array(Role).optional(),
    requiredTogether: z.array(z.array(Role)).optional(),
    /** Programs of which the organisation would need one. */
    requiredPrograms: z.array(Program).optional(),
    /** People of the caller's own organisation who may; five at most, none when nobody may. */
    heldBy: z.array(z.string()).optional(),
  })
  .loose()
  .meta({ id: 'Fault' });
export type Fault = z.infer<typeof Fault>;

/** The error body of every route but the token routes. */
export const ErrorBody = z
  .object({ code: z.number().int(), description: z.string(), data: z.array(Fault), source: z.literal('Tandem') })
  .meta({ id: 'Error' });
export type ErrorBody = z.infer<typeof ErrorBody>;
