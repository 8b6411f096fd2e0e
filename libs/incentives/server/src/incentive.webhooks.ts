import { incentiveInvited } from '@tandem/incentives-contract';
import { defineWebhookEvent } from '@tandem/webhooks-server';

/** What incentives publish to webhooks: that an invitation went out, once. */
export const incentiveWebhooks = [
  defineWebhookEvent({ name: 'incentive-invitation-created', on: incentiveInvited, resource: ({ data }) => ({ uri: `/v1/incentiveinvitations/${data.incentiveId}`, name: 'Incentive' }) }),
];
