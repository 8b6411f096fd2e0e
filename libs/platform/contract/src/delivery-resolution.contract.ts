import * as z from 'zod';
import { anyCase } from './any-case';
import { endpoint } from './endpoint';
import { DeliveryView } from './watching.contract';

/** What a person found out about an uncertain mail: it arrived, or it did not and goes out again. */
export const RESOLUTIONS = ['arrived', 'again'] as const;

/** Most characters of a note that says why. */
export const NOTE_LIMIT = 500;

export const resolveDelivery = endpoint({
  method: 'POST',
  path: '/v1/deliveries/:id/resolve',
  action: 'delivery.retry',
  summary: 'Resolves a mail of which nobody knows whether it was sent: `arrived` marks it as sent, `again` sends it again under the same Message-ID. Who did it, and the note that says why, stand in the timeline of its record.',
  tag: 'Watching',
  params: z.object({ id: z.uuid() }),
  body: z.object({ as: anyCase(RESOLUTIONS), note: z.string().trim().min(1).max(NOTE_LIMIT) }),
  response: DeliveryView,
});
