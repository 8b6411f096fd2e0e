import { newId } from '@tandem/platform-kernel';
import type { SeenEvent } from '@tandem/webhooks-server';
import { partnershipWebhooks } from './partnership.webhooks';

const [provider, reseller, invitationId] = [newId(), newId(), newId()];
const told = (name: string, seen: Partial<SeenEvent>) =>
  partnershipWebhooks.find((event) => event.name === name)?.resource({ data: {}, before: null, after: null, organisationId: provider, reader: provider, ...seen });

describe('what partnerships publish to webhooks', () => {
  const data = { partnershipId: newId(), providerId: provider, resellerId: reseller };

  it('PRT-07: each side reads the relationship under the id of the other', () => {
    for (const name of ['partner-relationship-created', 'partner-relationship-removed']) {
      expect(told(name, { data })).toEqual({ uri: `/v1/relationships/${reseller}`, name: 'PartnerRelationship' });
      expect(told(name, { data, reader: reseller })).toEqual({ uri: `/v1/relationships/${provider}`, name: 'PartnerRelationship' });
    }
  });

  it('PRT-08: admin rights are approved where they came with the partnership or later, and not where they did not', () => {
    expect(told('dap-admin-relationship-approved', { data, after: { adminAccess: 'granted' } })).toEqual({ uri: null, name: 'DelegatedAdminRelationship' });
    expect(told('dap-admin-relationship-approved', { data, after: { state: 'active', adminAccess: 'removed' } })).toBeUndefined();
    expect(told('dap-admin-relationship-terminated', { data, after: { adminAccess: 'removed' } })).toEqual({ uri: null, name: 'DelegatedAdminRelationship' });
  });

  it('INV-04: a request is told to whoever sent it; other kinds of invitation are none', () => {
    const request = { invitationId, type: 'partnership_request', generation: 1 };
    for (const name of ['relationship-request-sent', 'relationship-request-delivery-failed']) {
      expect(told(name, { data: request })).toEqual({ uri: `/v1/relationshiprequests/${invitationId}`, name: 'RelationshipRequest' });
      expect(told(name, { data: { ...request, type: 'customer_relationship' } })).toBeUndefined();
    }
  });

  it('SEC-01: whoever declines a request has no record of it to read', () => {
    const declined = { data: { invitationId, type: 'partnership_request', generation: 1, organisationId: reseller }, organisationId: reseller };
    expect(told('relationship-request-declined', { ...declined, reader: reseller })).toBeUndefined();
    expect(told('relationship-request-declined', { ...declined, reader: provider })).toMatchObject({ uri: `/v1/relationshiprequests/${invitationId}` });
  });
});
