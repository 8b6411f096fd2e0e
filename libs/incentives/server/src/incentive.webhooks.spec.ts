import { incentiveInvited } from '@tandem/incentives-contract';
import { newId } from '@tandem/platform-kernel';
import { incentiveWebhooks } from './incentive.webhooks';

describe('what incentives publish to webhooks', () => {
  it('INC-01: the invitation that went out, which its organisation can read', () => {
    const [event] = incentiveWebhooks;
    const [id, organisation] = [newId(), newId()];
    expect(event?.name).toBe('incentive-invitation-created');
    expect(event?.job?.on).toEqual([incentiveInvited]);
    expect(event?.resource({ data: { incentiveId: id, program: 'reseller' }, before: null, after: null, organisationId: organisation, reader: organisation })).toEqual({ uri: `/v1/incentiveinvitations/${id}`, name: 'Incentive' });
  });
});
