import { defineEvent } from '@tandem/platform-contract';
import * as z from 'zod';

/** A profile of the organisation was changed. */
export const profileChanged = defineEvent({ name: 'identity.profile-changed', data: z.object({ profileId: z.uuid(), profile: z.string() }) });

/** The organisation added an MPN location. */
export const mpnLocationAdded = defineEvent({ name: 'identity.mpn-location-added', data: z.object({ locationId: z.uuid(), mpnId: z.string() }) });

/** Somebody chose a new password. */
export const passwordChanged = defineEvent({ name: 'identity.password-changed', data: z.object({ userId: z.uuid() }) });
