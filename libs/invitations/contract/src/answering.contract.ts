import * as z from 'zod';
import { collectionOf, endpoint, Instant, PageQuery, resourceFields } from '@tandem/platform-contract';
import { InvitationState, InvitationType, Language } from './invitation.view';

const tag = 'Answering a link';
const params = z.object({ token: z.string() });

/** A right that accepting gives: what, what it means, and how it is taken back. */
export const Grant = z.object({ title: z.string(), meaning: z.string(), takeBack: z.string() }).meta({ id: 'Grant' });
export type Grant = z.infer<typeof Grant>;

/** What a personal link shows while it can be answered; readable without a session. */
export const InvitationView = z
  .object({
    type: InvitationType,
    state: InvitationState,
    inviter: z.object({ name: z.string(), country: z.string(), contact: z.object({ name: z.string(), email: z.string().optional() }) }),
    language: Language,
    title: z.string(),
    grants: z.array(Grant),
    unchanged: z.array(z.string()),
    expiresAt: Instant.optional(),
    ...resourceFields,
  })
  .meta({ id: 'Invitation' });
export type InvitationView = z.infer<typeof InvitationView>;

/** What accepting established, as the answering organisation sees it. */
export const Established = z
  .object({ id: z.uuid(), name: z.string(), relationshipType: z.string(), state: z.string(), mpnId: z.string().optional(), location: z.string() })
  .loose()
  .meta({ id: 'EstablishedRelationship' });
export type Established = z.infer<typeof Established>;

export const getInvitation = endpoint({
  method: 'GET',
  path: '/v1/invitations/:token',
  action: 'public',
  summary: 'Shows what a personal link asks for; changes nothing. 410 when it has ended, 404 when there is no such link.',
  answers: [410],
  tag,
  params,
  response: InvitationView,
});

export const acceptInvitation = endpoint({
  method: 'POST',
  path: '/v1/invitations/:token/accept',
  action: 'public',
  summary: 'Accepts, as signed-in Global admin of the invited organisation; the link is judged before the sign-in is asked for (401, 403). Accepting again answers with the present relation.',
  answers: [401, 403, 410],
  tag,
  params,
  body: z.object({ authorized: z.boolean().optional().catch(undefined) }).optional(),
  response: z.object({ state: z.literal('accepted'), relationship: Established }),
});

export const declineInvitation = endpoint({
  method: 'POST',
  path: '/v1/invitations/:token/decline',
  action: 'public',
  summary: 'Declines, as signed-in Global admin of an organisation that could accept; the link is judged before the sign-in is asked for (401, 403).',
  answers: [401, 403, 410],
  tag,
  params,
  body: z.object({ reason: z.string().trim().max(500).optional() }).optional(),
  response: z.object({ state: z.literal('declined') }),
});

export const requestRenewal = endpoint({
  method: 'POST',
  path: '/v1/invitations/:token/renewalrequests',
  action: 'public',
  summary: 'Asks the inviter for a new link in the place of an expired one; heard once a day.',
  answers: [410],
  tag,
  params,
  response: z.object({ state: z.literal('expired'), requestedAt: Instant }),
  status: 202,
});

/** An invitation that an organisation has seen before it could answer; its overview leads back to it. */
export const RememberedInvitationView = z
  .object({ type: InvitationType, url: z.string(), inviter: z.object({ name: z.string(), country: z.string() }), rememberedAt: Instant, expiresAt: Instant.optional(), ...resourceFields })
  .meta({ id: 'RememberedInvitation' });

export const listRememberedInvitations = endpoint({
  method: 'GET',
  path: '/v1/rememberedinvitations',
  action: 'signed-in',
  summary: 'Invitations that wait for the own organisation to enroll, newest first.',
  tag,
  query: PageQuery,
  response: collectionOf(RememberedInvitationView),
});
