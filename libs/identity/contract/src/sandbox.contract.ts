import { endpoint, Instant, Program, Role } from '@tandem/platform-contract';
import * as z from 'zod';

/** A person of the sandbox. */
export const CastMember = z.object({ id: z.uuid(), email: z.string(), name: z.string(), roles: z.array(Role) }).meta({ id: 'CastMember' });

/** An organisation of the sandbox with its people and its API client. */
export const CastOrganisation = z
  .object({
    id: z.uuid(),
    name: z.string(),
    domain: z.string(),
    country: z.string(),
    programs: z.array(Program),
    mpnIds: z.array(z.string()),
    clientId: z.string(),
    clientSecret: z.string(),
    users: z.array(CastMember),
  })
  .meta({ id: 'CastOrganisation' });
export type CastOrganisation = z.infer<typeof CastOrganisation>;

export const getSandboxCast = endpoint({
  method: 'GET',
  path: '/v1/sandbox/cast',
  action: 'public',
  summary: 'Organisations and people of the sandbox; everybody has the same password',
  tag: 'Sandbox',
  answers: [404],
  response: z.object({ password: z.string(), organisations: z.array(CastOrganisation) }),
});

export const createSandboxTokens = endpoint({
  method: 'POST',
  path: '/v1/sandbox/tokens',
  action: 'public',
  summary: 'Tokens of a person of the sandbox (App+User)',
  tag: 'Sandbox',
  answers: [404],
  body: z.object({ email: z.email() }),
  response: z.object({
    access_token: z.string(),
    refresh_token: z.string(),
    token_type: z.literal('Bearer'),
    expires_in: z.number().int(),
  }),
});

/** The present instant of business time. */
export const ClockView = z.object({ now: Instant });

export const getSandboxClock = endpoint({
  method: 'GET',
  path: '/v1/sandbox/clock',
  action: 'public',
  summary: 'The present instant of business time',
  tag: 'Sandbox',
  answers: [404],
  response: ClockView,
});

export const setSandboxClock = endpoint({
  method: 'PUT',
  path: '/v1/sandbox/clock',
  action: 'public',
  summary: 'Moves business time forward',
  tag: 'Sandbox',
  answers: [404],
  body: z
    .object({
      now: Instant.optional(),
      advanceBy: z
        .string()
        .regex(/^P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/, 'an ISO 8601 duration, e.g. P22D')
        .optional(),
    })
    .refine(({ now, advanceBy }) => (now === undefined) !== (advanceBy === undefined), { message: 'either now or advanceBy, and only one of them', path: ['now'] }),
  response: ClockView,
});

export const resetSandbox = endpoint({
  method: 'POST',
  path: '/v1/sandbox/reset',
  action: 'public',
  summary: 'Back to the first state',
  tag: 'Sandbox',
  answers: [404],
  status: 200,
  response: ClockView,
});
