import { endpoint, Instant } from '@tandem/platform-contract';
import * as z from 'zod';

const tag = 'Webhooks';
const path = '/webhooks/v1/registration/validationEvents';
const action = 'webhook.manage';

/** What became of a test event, in the form existing clients read. */
export const TestEventView = z
  .object({
    correlationId: z.uuid(),
    partnerId: z.uuid(),
    /** `pending` until the receiver was tried. */
    status: z.enum(['pending', 'completed']),
    callbackUrl: z.string(),
    results: z.array(
      z.object({
        /** Name of the HTTP status, such as `OK`; empty when nobody answered. */
        responseCode: z.string(),
        responseMessage: z.string(),
        /** True when nobody answered. */
        systemError: z.boolean(),
        dateTimeUtc: Instant,
      }),
    ),
  })
  .meta({ id: 'WebhookTestEvent' });
export type TestEventView = z.infer<typeof TestEventView>;

export const sendTestEvent = endpoint({
  method: 'POST',
  path,
  action,
  summary: 'Sends `test-created` to the webhook, twice a minute at most',
  tag,
  answers: [404],
  response: z.object({ correlationId: z.uuid() }),
  status: 200,
});

export const getTestEvent = endpoint({
  method: 'GET',
  path: `${path}/:correlationId`,
  action,
  summary: 'What became of a test event; kept for 30 days',
  tag,
  params: z.object({ correlationId: z.uuid() }),
  response: TestEventView,
});
