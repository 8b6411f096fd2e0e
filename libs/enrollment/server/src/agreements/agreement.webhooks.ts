import { agreementImported, agreementSigned } from '@tandem/enrollment-contract';
import { defineWebhookEvent } from '@tandem/webhooks-server';

/** What agreements publish to webhooks: the organisation's own systems hear that it has signed. */
export const agreementWebhooks = [defineWebhookEvent({ name: 'agreement-signed', on: [agreementSigned, agreementImported], resource: ({ data }) => ({ uri: `/v1/agreementsignatures/${data.signatureId}`, name: 'AgreementSignature' }) })];
