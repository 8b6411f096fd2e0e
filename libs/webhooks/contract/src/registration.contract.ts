import { endpoint } from '@tandem/platform-contract';
import * as z from 'zod';

const tag = 'Webhooks';
const path = '/webhooks/v1/registration';
const action = 'webhook.manage';

/** What is registered; written in PascalCase, as existing clients send it. */
export const WebhookContent = z
  .object({
    WebhookUrl: z.string().trim().min(1).max(2000),
    WebhookEvents: z.array(z.string().trim().max(100)).min(1).max(100),
    /** Whether the RSA signature stands in `x-ms-signature` instead of `Authorization`. */
    SignatureTokenToMsSignatureHeader: z.boolean().optional(),
  })
  .meta({ id: 'WebhookContent' });
export type WebhookContent = z.infer<typeof WebhookContent>;

/** A webhook: where to, and what of. */
export const WebhookRegistrationView = z
  .object({
    SubscriberId: z.uuid(),
    WebhookUrl: z.string(),
    WebhookEvents: z.array(z.string()),
    SignatureTokenToMsSignatureHeader: z.boolean(),
    /** `Stopped`: the receiver answered 410; replace the webhook to go on. */
    State: z.enum(['Active', 'Stopped']),
    /** Until when the secret before the present one also signs. */
    PreviousSecretUntilUtcDate: z.iso.datetime().optional(),
  })
  .meta({ id: 'WebhookRegistration' });
export type WebhookRegistrationView = z.infer<typeof WebhookRegistrationView>;

/** The secret of the Standard Webhooks signature, told once. */
const Secret = z.string();

export const listWebhookEvents = endpoint({
  method: 'GET',
  path: `${path}/events`,
  action,
  summary: 'Names of the events a webhook can listen to',
  tag,
  response: z.array(z.string()),
});

export const registerWebhook = endpoint({
  method: 'POST',
  path,
  action,
  summary: "Registers the organisation's webhook; it has one. The secret stands in this answer only.",
  tag,
  body: WebhookContent,
  response: WebhookRegistrationView.extend({ Secret }),
  status: 200,
});

export const getWebhook = endpoint({ method: 'GET', path, action, summary: "The organisation's webhook", tag, answers: [404], response: WebhookRegistrationView });

export const replaceWebhook = endpoint({
  method: 'PUT',
  path,
  action,
  summary: 'Replaces address and events; the secret stays. A stopped webhook goes on.',
  tag,
  answers: [404],
  body: WebhookContent,
  response: WebhookRegistrationView,
});

export const removeWebhook = endpoint({ method: 'DELETE', path, action, summary: 'Removes the webhook; what is still on its way is not sent any more.', tag, answers: [404] });

export const rotateWebhookSecret = endpoint({
  method: 'POST',
  path: `${path}/secrets`,
  action,
  summary: 'Makes a new secret, told in this answer only. For a day both sign.',
  tag,
  answers: [404],
  response: WebhookRegistrationView.extend({ Secret }),
  status: 200,
});

export const getSigningCertificate = endpoint({
  method: 'GET',
  path: '/webhooks/v1/signing-certificate',
  action: 'public',
  summary: 'The certificate (PEM) whose key signs webhooks',
  tag,
  response: z.string(),
});
