import { invitationDeclined, invitationDeliveryFailed, invitationSent } from '@tandem/invitations-contract';
import { adminAccessGranted, adminAccessRemoved, partnershipEstablished, partnershipTerminated } from '@tandem/partnership-contract';
import { defineWebhookEvent } from '@tandem/webhooks-server';
import type { ChangedResource, SeenEvent } from '@tandem/webhooks-server';
import { PARTNERSHIP_REQUEST } from './partnership-record';

type Sides = SeenEvent<{ providerId: string; resellerId: string }>;
type Asked = SeenEvent<{ invitationId: string; type: string }>;

/** The relationship as the reader finds it: under the other side's id. */
const relationship = ({ data, reader }: Sides): ChangedResource => ({
  uri: `/v1/relationships/${reader === data.providerId ? data.resellerId : data.providerId}`,
  name: 'PartnerRelationship',
});

/** Delegated admin rights have no record of their own to read, as receivers know it. */
const adminRights: ChangedResource = { uri: null, name: 'DelegatedAdminRelationship' };

/** A request is a record of whoever sent it. One that declines sees the event, too: it is the actor's, and has nothing to read. */
const request =
  (side: 'asked-by-reader' | 'answered-by-other') =>
  ({ data, organisationId, reader }: Asked): ChangedResource | undefined => {
    if (data.type !== PARTNERSHIP_REQUEST) return undefined;
    if (side === 'answered-by-other' && organisationId === reader) return undefined;
    return { uri: `/v1/relationshiprequests/${data.invitationId}`, name: 'RelationshipRequest' };
  };

/** What partnerships publish to webhooks. */
export const partnershipWebhooks = [
  defineWebhookEvent({ name: 'partner-relationship-created', on: partnershipEstablished, resource: relationship }),
  defineWebhookEvent({ name: 'partner-relationship-removed', on: partnershipTerminated, resource: relationship }),
  defineWebhookEvent({ name: 'relationship-request-sent', on: invitationSent, resource: request('asked-by-reader') }),
  defineWebhookEvent({ name: 'relationship-request-delivery-failed', on: invitationDeliveryFailed, resource: request('asked-by-reader') }),
  defineWebhookEvent({ name: 'relationship-request-declined', on: invitationDeclined, resource: request('answered-by-other') }),
  defineWebhookEvent({
    name: 'dap-admin-relationship-approved',
    on: [partnershipEstablished, adminAccessGranted],
    resource: ({ after }) => (after?.['adminAccess'] === 'granted' ? adminRights : undefined),
  }),
  defineWebhookEvent({ name: 'dap-admin-relationship-terminated', on: adminAccessRemoved, resource: () => adminRights }),
];
