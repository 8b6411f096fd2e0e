import * as z from 'zod';
import { anyCase, BODY_LIMIT, invitationFacts, invitationLetter, InvitationState, MOST_VALID_DAYS, SUBJECT_LIMIT } from '@tandem/invitations-contract';
import { collectionOf, endpoint, etagField, PageQuery, Timeline } from '@tandem/platform-contract';

const tag = 'Partnership';
const action = 'partnership.request';
const params = z.object({ id: z.uuid() });
export const PROVIDER_OF = 'is_indirect_cloud_solution_provider_of';

const requestFacts = {
  ...invitationFacts,
  relationshipType: z.literal(PROVIDER_OF),
  /** Who authorized, once it is accepted. */
  acceptedBy: z.object({ id: z.uuid(), name: z.string() }).optional(),
};

/** A provider's request for a partnership as lists show it: without text and personal link. */
export const ListedRelationshipRequest = z.object(requestFacts).meta({ id: 'ListedPartnerRelationshipRequest' });
export type ListedRelationshipRequest = z.infer<typeof ListedRelationshipRequest>;

/** A provider's request for a partnership, with its personal link, text and mail state. */
export const RelationshipRequest = z.object({ ...requestFacts, ...invitationLetter }).meta({ id: 'PartnerRelationshipRequest' });
export type RelationshipRequest = z.infer<typeof RelationshipRequest>;

const text = z.object({ subject: z.string().max(SUBJECT_LIMIT).optional(), body: z.string().max(BODY_LIMIT).optional() });
const CONTROL = /\p{Cc}/u;
// The rough shape, so that a form and a body with other faults hear of it too; the domain's rules (INV-05, INV-10) are stricter. Empty: no address yet.
const email = z
  .string()
  .trim()
  .max(320)
  .refine((given) => !CONTROL.test(given), 'HEADER_UNSAFE')
  .refine((given) => given === '' || CONTROL.test(given) || z.regexes.unicodeEmail.test(given), 'RECIPIENT_INVALID');
export const language = anyCase(['de', 'en']);
/** Days the link lives from each sending, and whether the invited are reminded while nobody answers (INV-12). */
const time = { validDays: z.number().int().min(1).max(MOST_VALID_DAYS).optional(), remind: z.boolean().optional() };

/** Saved views of the request list. */
export const REQUEST_VIEWS = ['waiting', 'expiring', 'failed'] as const;

export const listRelationshipRequests = endpoint({
  method: 'GET',
  path: '/v1/relationshiprequests',
  action,
  summary: 'The own partnership requests, newest first; text and personal link stand in the single request.',
  tag,
  query: PageQuery.extend({
    state: anyCase(InvitationState.options).optional(),
    email: z.string().optional(),
    view: anyCase(REQUEST_VIEWS).optional(),
    q: z.string().trim().max(200).optional(),
  }),
  response: collectionOf(ListedRelationshipRequest),
});

export const createRelationshipRequest = endpoint({
  method: 'POST',
  path: '/v1/relationshiprequests',
  action,
  summary: 'Drafts a partnership request: personal link, subject and text in the language of the recipient. Nothing is sent.',
  tag,
  body: z.object({ relationshipType: anyCase([PROVIDER_OF]), email: email.optional(), language: language.optional(), ...time, emailDraft: text.optional() }),
  response: RelationshipRequest,
  status: 201,
});

export const getRelationshipRequest = endpoint({
  method: 'GET',
  path: '/v1/relationshiprequests/:id',
  action,
  summary: 'One partnership request.',
  tag,
  params,
  response: RelationshipRequest,
});

export const editRelationshipRequest = endpoint({
  method: 'PATCH',
  path: '/v1/relationshiprequests/:id',
  action,
  summary: 'Changes recipient, language, validity or text. `reset` puts the drafted text back; another language does so while the text is untouched. `remind` alone can be changed as long as the request can be answered.',
  tag,
  params,
  body: z.object({ email: email.optional(), language: language.optional(), ...time, emailDraft: text.optional(), reset: z.boolean().optional(), ...etagField }),
  response: RelationshipRequest,
});

const command = (name: string, summary: string) =>
  endpoint({
    method: 'POST',
    path: `/v1/relationshiprequests/:id/${name}`,
    action,
    summary,
    tag,
    params,
    body: z.object(etagField).optional(),
    response: RelationshipRequest,
  });

export const sendRelationshipRequest = command('send', 'Has the request mailed by the workers. The text has to contain the personal link.');
export const issueRelationshipRequest = command('issue', 'Marks the request as sent by own means; no mail goes out.');
export const resendRelationshipRequest = command('resend', 'Makes a new link in the place of the old one, renews the expiry and goes out the way the last one went.');
export const revokeRelationshipRequest = command('revoke', 'Withdraws the request; its link is dead.');

export const relationshipRequestTimeline = endpoint({
  method: 'GET',
  path: '/v1/relationshiprequests/:id/timeline',
  action,
  summary: 'Events and mails of a request, newest first.',
  tag,
  params,
  query: PageQuery,
  response: Timeline,
});
