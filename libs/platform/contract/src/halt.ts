import * as z from 'zod';
import { Instant } from './resource';

/** What the operator said when it suspended or restricted an organisation, and since when it is (ORG-10, ORG-11). */
export const Halt = z.object({ reason: z.string(), since: Instant }).meta({ id: 'Halt' });
export type Halt = z.infer<typeof Halt>;
