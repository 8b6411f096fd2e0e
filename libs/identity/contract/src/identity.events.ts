import { defineEvent } from '@tandem/platform-contract';
import * as z from 'zod';

/** Somebody chose a new password. */
export const passwordChanged = defineEvent({ name: 'identity.password-changed', data: z.object({ userId: z.uuid() }) });
