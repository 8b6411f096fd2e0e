import * as z from 'zod';
import { anyCase } from '@tandem/invitations-contract';
import { collectionOf, endpoint, etagField, Instant, PageQuery, resourceFields, Timeline } from '@tandem/platform-contract';
import { RelationshipFilterText } from './relationship-filter';

const tag = 'Partnership';
const params = z.object({ partnerId: z.uuid() });

/** Both directions of a partnership: what the caller is of the partner that is shown. */
export const RELATIONSHIP_TYPES = ['is_indirect_cloud_solution_provider_of', 'is_indirect_reseller_of'] as const;
export const RelationshipType = z.enum(RELATIONSHIP_TYPES).meta({ id: 'RelationshipType' });
export type RelationshipType = z.infer<typeof RelationshipType>;

/** What a provider may do in the reseller's work account (PRT-08, PRT-09). */
export const AdminAccess = z.enum(['granted', 'removed']).meta({ id: 'AdminAccess' });

/** A partnership as one side sees it; `id` is the tenant of the other partner. */
export const PartnerRelationship = z
  .object({
    id: z.uuid(),
    name: z.string(),
    relationshipType: RelationshipType,
    state: z.enum(['Active', 'Terminated']),
    mpnId: z.string().optional(),
    location: z.string(),
    since: Instant,
    until: Instant.optional(),
    delegatedAdmin: AdminAccess,
    ...resourceFields,
  })
  .meta({ id: 'PartnerRelationship' });
export type PartnerRelationship = z.infer<typeof PartnerRelationship>;

export const listRelationships = endpoint({
  method: 'GET',
  path: '/v1/relationships',
  action: 'partnership.list',
  summary: 'The own partners: resellers for a provider, providers for a reseller. Active ones unless another state is asked for.',
  tag,
  query: PageQuery.extend({
    relationship_type: anyCase(RELATIONSHIP_TYPES).optional(),
    state: anyCase(['active', 'terminated', 'all']).optional(),
    filter: RelationshipFilterText.optional(),
  }),
  response: collectionOf(PartnerRelationship),
});

export const changeRelationship = endpoint({
  method: 'PATCH',
  path: '/v1/relationships/:partnerId',
  action: 'partnership.terminate',
  summary: 'Removes a partnership, as its provider. Customers stay, nobody is notified.',
  tag,
  params,
  body: z.object({ state: anyCase(['terminated']), ...etagField }),
  response: PartnerRelationship,
});

/** Whether the provider has administrator access to the reseller's work account. */
export const DelegatedAdmin = z.object({ adminAccess: AdminAccess, changedAt: Instant, ...resourceFields }).meta({ id: 'DelegatedAdmin' });
export type DelegatedAdmin = z.infer<typeof DelegatedAdmin>;

const delegatedAdmin = '/v1/relationships/:partnerId/delegatedadmin' as const;

export const getDelegatedAdmin = endpoint({
  method: 'GET',
  path: delegatedAdmin,
  action: 'partnership.list',
  summary: 'Whether the provider has administrator access, for either side.',
  tag,
  params,
  response: DelegatedAdmin,
});

export const grantDelegatedAdmin = endpoint({
  method: 'PUT',
  path: delegatedAdmin,
  action: 'partnership.admin-access',
  summary: 'Gives the provider administrator access again, as the reseller.',
  tag,
  params,
  body: z.object(etagField).optional(),
  response: DelegatedAdmin,
});

export const removeDelegatedAdmin = endpoint({
  method: 'DELETE',
  path: delegatedAdmin,
  action: 'partnership.admin-access',
  summary: "Takes the provider's administrator access away, as the reseller; the partnership lives on.",
  tag,
  params,
  body: z.object(etagField).optional(),
});

export const relationshipTimeline = endpoint({
  method: 'GET',
  path: '/v1/relationships/:partnerId/timeline',
  action: 'partnership.list',
  summary: 'What happened in a partnership, newest first.',
  tag,
  params,
  query: PageQuery,
  response: Timeline,
});
