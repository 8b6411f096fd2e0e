import { anyCase, collectionOf, endpoint, etagField, Instant, PageQuery, resourceFields, RoleGrant, ROLES, Timeline } from '@tandem/platform-contract';
import * as z from 'zod';
import { PartnerUserFilterText } from './partner-user-filter';

const tag = 'Users';
const params = z.object({ id: z.uuid() });
const one = '/v1/partnerusers/:id' as const;

export const USER_STATES = ['invited', 'active', 'deactivated'] as const;
/** `invited`: has not chosen a password yet. `deactivated`: cannot sign in, tokens do not work. */
export const UserState = z.enum(USER_STATES).meta({ id: 'UserState' });
export type UserState = z.infer<typeof UserState>;

/** Most characters of a name and of an e-mail address. */
export const NAME_LIMIT = 100;
export const EMAIL_LIMIT = 254;

const Name = z.string().trim().min(1).max(NAME_LIMIT).regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'no line breaks or control characters');
const Locale = z.enum(['de', 'en']);
/** Roles that somebody is to hold, each once. */
const Roles = z
  .array(RoleGrant.extend({ role: anyCase(ROLES), locations: z.array(z.string().max(20)).max(500).optional() }))
  .max(ROLES.length)
  .refine((roles) => new Set(roles.map(({ role }) => role)).size === roles.length, 'names a role twice');

/** A person of the own organisation. */
export const PartnerUser = z
  .object({
    id: z.uuid(),
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    locale: Locale,
    state: UserState,
    roles: z.array(RoleGrant),
    /** The password was given by somebody else and must be changed at the next sign-in. */
    mustChangePassword: z.boolean(),
    createdAt: Instant,
    lastSignInAt: Instant.optional(),
    /** Until when the link of the invitation can be used; of somebody invited only. */
    invitedUntil: Instant.optional(),
    ...resourceFields,
  })
  .meta({ id: 'PartnerUser' });
export type PartnerUser = z.infer<typeof PartnerUser>;

/** What a person signs in with for the first time; told once and never again (ROL-06, SEC-03). */
export const Credentials = z.object({ userName: z.string(), password: z.string() }).meta({ id: 'Credentials' });

/** A person, with credentials when they were made in this very call. */
export const PartnerUserWithCredentials = PartnerUser.extend({ credentials: Credentials.optional() }).meta({ id: 'PartnerUserWithCredentials' });

export const listPartnerUsers = endpoint({
  method: 'GET',
  path: '/v1/partnerusers',
  action: 'partner-user.list',
  summary: 'The people of the own organisation with their roles, by name. Everybody, deactivated people too, unless a state is asked for.',
  tag,
  query: PageQuery.extend({
    role: anyCase(ROLES).optional(),
    state: anyCase(USER_STATES).optional(),
    /** Part of the name or the address. */
    search: z.string().trim().max(200).optional(),
    filter: PartnerUserFilterText.optional(),
  }),
  response: collectionOf(PartnerUser),
});

export const createPartnerUser = endpoint({
  method: 'POST',
  path: '/v1/partnerusers',
  action: 'partner-user.create',
  summary: 'Adds a person: with credentials that are told in this answer only, or with `invite` by a mail whose link lets them choose a password.',
  tag,
  status: 201,
  body: z.object({ email: z.email().max(EMAIL_LIMIT), firstName: Name, lastName: Name, roles: Roles, locale: Locale.optional(), invite: z.boolean().optional() }),
  response: PartnerUserWithCredentials,
});

export const getPartnerUser = endpoint({ method: 'GET', path: one, action: 'partner-user.list', summary: 'A person of the own organisation.', tag, params, response: PartnerUser });

export const changePartnerUser = endpoint({
  method: 'PATCH',
  path: one,
  action: 'partner-user.manage',
  summary: 'Changes name and language. The e-mail address stays: it is the name a person signs in with.',
  tag,
  params,
  body: z.object({ firstName: Name.optional(), lastName: Name.optional(), locale: Locale.optional(), email: z.string().optional(), ...etagField }),
  response: PartnerUser,
});

export const deactivatePartnerUser = endpoint({
  method: 'DELETE',
  path: one,
  action: 'partner-user.manage',
  summary: 'Deactivates a person: sessions end, tokens and refresh tokens stop at once. What they did stays on record.',
  tag,
  params,
});

export const reactivatePartnerUser = endpoint({
  method: 'POST',
  path: '/v1/partnerusers/:id/reactivations',
  action: 'partner-user.manage',
  summary: 'Gives a deactivated person the access back, with the roles held before.',
  tag,
  params,
  status: 200,
  response: PartnerUser,
});

export const assignPartnerUserRoles = endpoint({
  method: 'PUT',
  path: '/v1/partnerusers/:id/roles',
  action: 'partner-user.assign-roles',
  summary: 'Replaces the roles of a person. Incentive roles name MPN locations of the own organisation.',
  tag,
  params,
  body: z.object({ roles: Roles, ...etagField }),
  response: PartnerUser,
});

export const resetPartnerUserPassword = endpoint({
  method: 'POST',
  path: '/v1/partnerusers/:id/passwordresets',
  action: 'partner-user.manage',
  summary: 'Replaces the password by a temporary one that is told in this answer only, or with `mail` sends a link for choosing another.',
  tag,
  params,
  status: 201,
  body: z.object({ mail: z.boolean().optional(), ...etagField }),
  response: PartnerUserWithCredentials,
});

export const invitePartnerUserAgain = endpoint({
  method: 'POST',
  path: '/v1/partnerusers/:id/invitations',
  action: 'partner-user.manage',
  summary: 'Sends the invitation of a person who has not joined again; the link before is dead at once.',
  tag,
  params,
  status: 201,
  response: PartnerUser,
});

export const partnerUserTimeline = endpoint({
  method: 'GET',
  path: '/v1/partnerusers/:id/timeline',
  action: 'partner-user.list',
  summary: 'The story of a person: roles, invitations, resets and mails, newest first.',
  tag,
  params,
  query: PageQuery,
  response: Timeline,
});

