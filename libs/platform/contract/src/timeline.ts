import * as z from 'zod';
import { collectionOf, Instant } from './resource';

/** One line of a record's story: an event, or the state of a mail. */
export const TimelineLine = z
  .object({
    id: z.uuid(),
    kind: z.enum(['event', 'delivery']),
    at: Instant,
    type: z.string(),
    actor: z.object({ name: z.string(), organisation: z.string() }).optional(),
    data: z.record(z.string(), z.unknown()).optional(),
    before: z.record(z.string(), z.unknown()).optional(),
    after: z.record(z.string(), z.unknown()).optional(),
    correlationId: z.string().optional(),
  })
  .meta({ id: 'TimelineLine' });
export type TimelineLine = z.infer<typeof TimelineLine>;

/** A record's story, newest first. */
export const Timeline = collectionOf(TimelineLine);
