import * as z from 'zod';
import { Role } from './role';

/** One "no": the rule, a literal reason, the field, how to fix it and, for missing rights, the roles that have them. */
export const Fault = z
  .object({
    rule: z.string(),
    reason: z.string(),
    field: z.string().optional(),
    fix: z.string(),
    requiredRoles: z.array(Role).optional(),
  })
  .loose()
  .meta({ id: 'Fault' });
export type Fault = z.infer<typeof Fault>;

/** The error body of every route but the token routes. */
export const ErrorBody = z
  .object({ code: z.number().int(), description: z.string(), data: z.array(Fault), source: z.literal('Tandem') })
  .meta({ id: 'Error' });
export type ErrorBody = z.infer<typeof ErrorBody>;
