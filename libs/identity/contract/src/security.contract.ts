import { collectionOf, endpoint, Instant, PageQuery } from '@tandem/platform-contract';
import * as z from 'zod';

const tag = 'Security';
const own = { tag, action: 'signed-in', beforeSecondFactor: true } as const;

/** The second factor of the signed-in person. */
export const SecondFactorView = z
  .object({
    /** `begun`: the device has not shown a right code yet, so sign-ins do not ask for one. */
    state: z.enum(['none', 'begun', 'active']),
    since: Instant.optional(),
    /** Recovery codes that were not used yet. */
    recoveryCodesLeft: z.number().int(),
    /** Whether this installation asks everybody for one (ROL-12). */
    required: z.boolean(),
    /** Name of the outside issuer where people sign in; password and second factor are kept there then. */
    keptAt: z.string().optional(),
  })
  .meta({ id: 'SecondFactor' });
export type SecondFactorView = z.infer<typeof SecondFactorView>;

/** What a device has to learn; shown once. */
export const SecondFactorSetup = z
  .object({
    /** Base32, for typing by hand. */
    secret: z.string(),
    /** `otpauth://totp/…` */
    uri: z.string(),
    /** The same as a QR code: an SVG document. */
    qr: z.string(),
  })
  .meta({ id: 'SecondFactorSetup' });
export type SecondFactorSetup = z.infer<typeof SecondFactorSetup>;

/** Ten codes, each good for one sign-in without the device; shown once. */
export const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) }).meta({ id: 'RecoveryCodes' });

const code = z.string().min(1).max(40);
const password = z.string().min(1).max(200);
/** What somebody shows once more before a change of their security. */
export const Proof = z
  .object({ code: code.optional(), password: password.optional() })
  .refine((given) => (given.code === undefined) !== (given.password === undefined), { message: 'either code or password, and only one of them', path: ['code'] })
  .meta({ oneOf: [{ required: ['code'] }, { required: ['password'] }] });

export const getSecondFactor = endpoint({ ...own, method: 'GET', path: '/v1/me/secondfactor', summary: 'Whether the signed-in person has a second factor', response: SecondFactorView });

export const beginSecondFactor = endpoint({
  ...own,
  method: 'POST',
  path: '/v1/me/secondfactor',
  summary: 'Begins to set up a second factor (time-based codes, RFC 6238); a session that was left open is not enough',
  answers: [403, 409],
  body: z.object({ password }),
  status: 201,
  response: SecondFactorSetup,
});

export const confirmSecondFactor = endpoint({
  ...own,
  method: 'POST',
  path: '/v1/me/secondfactor/confirmations',
  summary: 'Sign-ins ask for the second factor from now on',
  answers: [403, 409],
  body: z.object({ code }),
  response: RecoveryCodes,
});

export const renewRecoveryCodes = endpoint({
  ...own,
  method: 'POST',
  path: '/v1/me/secondfactor/recoverycodes',
  summary: 'New recovery codes in the place of the former ones',
  answers: [403, 409],
  body: Proof,
  response: RecoveryCodes,
});

export const removeSecondFactor = endpoint({ ...own, method: 'POST', path: '/v1/me/secondfactor/removals', summary: 'Removes the own second factor', answers: [403, 409], body: Proof });

export const resetSecondFactor = endpoint({
  tag,
  method: 'POST',
  path: '/v1/partnerusers/:id/secondfactorresets',
  action: 'partner-user.manage',
  summary: 'Takes away the second factor of a person of the own organisation who has lost it',
  answers: [404, 409],
  params: z.object({ id: z.uuid() }),
});

/** A session of the signed-in person. */
export const OwnSession = z
  .object({
    id: z.uuid(),
    /** What the browser says of itself. */
    device: z.object({ browser: z.string().optional(), system: z.string().optional(), kind: z.enum(['desktop', 'phone', 'tablet', 'unknown']) }),
    address: z.string().optional(),
    secondFactor: z.boolean(),
    /** The session that asks. */
    current: z.boolean(),
    since: Instant,
    /** To the minute. */
    lastUsedAt: Instant,
  })
  .meta({ id: 'OwnSession' });
export type OwnSession = z.infer<typeof OwnSession>;

export const listOwnSessions = endpoint({ ...own, method: 'GET', path: '/v1/me/sessions', summary: 'Where the signed-in person is signed in, newest first', query: PageQuery, response: collectionOf(OwnSession) });

export const endOwnSession = endpoint({ ...own, method: 'DELETE', path: '/v1/me/sessions/:id', summary: 'Ends one of the own sessions', answers: [403, 404], params: z.object({ id: z.uuid() }) });

export const endOtherSessions = endpoint({ ...own, method: 'POST', path: '/v1/me/sessionends', summary: 'Ends all own sessions but the present one', answers: [403] });

export const changeOwnPassword = endpoint({
  ...own,
  method: 'POST',
  path: '/v1/passwordchanges',
  summary: 'Changes the own password; all other sessions and the refresh tokens end with the former one',
  answers: [403, 409],
  body: z.object({ current: z.string().min(1).max(200), next: z.string().min(1).max(500) }),
});
