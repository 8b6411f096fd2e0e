import * as z from 'zod';
import { InvitationState } from '@tandem/invitations-contract';
import { anyCase, Attributes, endpoint, ErrorBody } from '@tandem/platform-contract';
import { language, PROVIDER_OF } from './relationship-requests.contract';

const tag = 'Partnership';
const action = 'partnership.request';

/** Most rows of one bulk. */
export const BULK_LIMIT = 500;

/** What can be done to many requests at once. */
export const BULK_ACTS = ['send', 'resend', 'revoke'] as const;

/** What became of one row: the request as it is now, or the error that the single act would have answered with. */
export const BulkRequestRow = z
  .object({
    /** Status that the single act would have had. */
    status: z.number().int(),
    id: z.uuid().optional(),
    email: z.string().optional(),
    state: InvitationState.optional(),
    url: z.string().optional(),
    error: z.union([ErrorBody, z.object({ statusCode: z.literal(429), message: z.string(), data: ErrorBody.shape.data })]).optional(),
  })
  .meta({ id: 'BulkRequestRow' });
export type BulkRequestRow = z.infer<typeof BulkRequestRow>;

/** The rows in the order in which they were asked for, and how many were done. */
export const BulkRequests = z.object({ totalCount: z.number().int(), doneCount: z.number().int(), items: z.array(BulkRequestRow), attributes: Attributes }).meta({ id: 'BulkRequests' });

export const createRelationshipRequests = endpoint({
  method: 'POST',
  path: '/v1/relationshiprequests/bulk',
  action,
  summary: 'Drafts and sends a request to each of up to 500 addresses, with the drafted text in the language of each. Every row is answered on its own; those that are not refused commit together.',
  tag,
  body: z.object({
    relationshipType: anyCase([PROVIDER_OF]),
    /** For the rows that name none; standard is the caller's own. */
    language: language.optional(),
    /** The rules for address and name are those of the row: one that breaks them is refused by itself. */
    requests: z
      .array(z.object({ email: z.string().trim().min(1).max(320), language: language.optional(), name: z.string().trim().optional() }))
      .min(1)
      .max(BULK_LIMIT),
  }),
  status: 207,
  response: BulkRequests,
});

export const actOnRelationshipRequests = endpoint({
  method: 'POST',
  path: '/v1/relationshiprequests/bulk/:act',
  action,
  summary: 'Sends, resends or revokes up to 500 requests. Every row is answered on its own; those that are not refused commit together.',
  tag,
  params: z.object({ act: anyCase(BULK_ACTS) }),
  body: z.object({ ids: z.array(z.uuid()).min(1).max(BULK_LIMIT).refine((ids) => new Set(ids).size === ids.length, 'ID_REPEATED') }),
  status: 207,
  response: BulkRequests,
});
