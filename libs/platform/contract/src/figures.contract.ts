import * as z from 'zod';
import { endpoint } from './endpoint';
import { deliveryFilter, DeliveryStateField, WindowField } from './watching.contract';
import { Instant } from './resource';

const tag = 'Watching';

/** How many mails ended in which way, per step of a window; the last step is the present one. */
const Step = z.object({ from: Instant, sent: z.number().int(), failed: z.number().int(), bounced: z.number().int(), uncertain: z.number().int() });

/** What becomes of the mails: what ended within the window, what waits and what needs a person now. */
export const FiguresView = z
  .object({
    window: z.enum(['hour', 'day', 'week']),
    from: Instant,
    /** Ended within the window. */
    sent: z.number().int(),
    failed: z.number().int(),
    bounced: z.number().int(),
    uncertain: z.number().int(),
    /** Not gone out yet; `capped` when there are more than are counted. */
    waiting: z.object({ count: z.number().int(), capped: z.boolean(), oldestSeconds: z.number().int().optional() }),
    /** Tried in vain so far; real time. */
    retrying: z.object({ count: z.number().int(), capped: z.boolean(), nextAt: Instant.optional() }),
    /** Dead letters that nobody has retried or dismissed, of any age. */
    dead: z.object({ failed: z.number().int(), bounced: z.number().int(), uncertain: z.number().int() }),
    steps: z.array(Step),
  })
  .meta({ id: 'DeliveryFigures' });
export type FiguresView = z.infer<typeof FiguresView>;

export const getFigures = endpoint({
  method: 'GET',
  path: '/v1/deliveries/figures',
  action: 'delivery.read',
  summary: "Figures of the organisation's mails over a window (`day` by default); operators: of all, or of one organisation.",
  tag,
  query: z.object({ window: WindowField.optional(), organisation: z.uuid().optional() }),
  response: FiguresView,
});

/** Mails in trouble for one reason. */
export const ReasonView = z
  .object({
    reason: z.string().optional(),
    /** The reason as a sentence, in the caller's language. */
    explanation: z.string().optional(),
    state: DeliveryStateField,
    count: z.number().int(),
  })
  .meta({ id: 'DeliveryReason' });
export type ReasonView = z.infer<typeof ReasonView>;

export const listReasons = endpoint({
  method: 'GET',
  path: '/v1/deliveries/reasons',
  action: 'delivery.read',
  summary: 'Why mails are in trouble, grouped, for the same filter as the list; and how many of them one bulk act would take.',
  tag,
  query: z.object(deliveryFilter),
  response: z.object({
    items: z.array(ReasonView),
    /** Failed, bounced and retrying mails to addresses that are still written to. */
    retryable: z.number().int(),
    /** Failed and bounced ones that nobody has dismissed. */
    dismissable: z.number().int(),
    /** There are more than are counted. */
    capped: z.boolean(),
  }),
});
