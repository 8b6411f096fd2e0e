import { endpoint, Program, RoleGrant } from '@tandem/platform-contract';
import * as z from 'zod';

/** Who calls: a person, or an API client by itself. */
export const MeView = z
  .object({
    /** The signed-in person; absent for an API client by itself. */
    user: z
      .object({
        id: z.uuid(),
        email: z.string(),
        firstName: z.string(),
        lastName: z.string(),
        name: z.string(),
        locale: z.enum(['de', 'en']),
      })
      .optional(),
    client: z.object({ clientId: z.string(), name: z.string() }).optional(),
    organisation: z.object({ id: z.uuid(), name: z.string(), domain: z.string(), country: z.string() }),
    /** Programs the organisation holds actively. */
    programs: z.array(Program),
    roles: z.array(RoleGrant),
    /** Actions of the permission table that the caller may do. */
    permissions: z.array(z.string()),
    sandbox: z.boolean(),
    /** The person has to set up a second factor, or sign in with it, before anything else is open to them (ROL-12). */
    secondFactorMissing: z.literal(true).optional(),
  })
  .meta({ id: 'Me' });
export type MeView = z.infer<typeof MeView>;

export const getMe = endpoint({
  method: 'GET',
  path: '/v1/me',
  action: 'signed-in',
  beforeSecondFactor: true,
  summary: 'Who calls, for which organisation, and what they may do',
  tag: 'Session',
  response: MeView,
});
