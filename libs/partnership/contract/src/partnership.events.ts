import * as z from 'zod';
import { defineEvent } from '@tandem/platform-contract';

const data = z.object({ partnershipId: z.uuid(), providerId: z.uuid(), resellerId: z.uuid() });

/** A reseller authorized a provider, for the first time or again after a termination. */
export const partnershipEstablished = defineEvent({ name: 'partnership.established', data: data.extend({ invitationId: z.uuid() }) });

/** The provider removed the partnership. Nobody is mailed about it (EML-12). */
export const partnershipTerminated = defineEvent({ name: 'partnership.terminated', data });

/** The reseller took the provider's admin access away; the partnership lives on. */
export const adminAccessRemoved = defineEvent({ name: 'partnership.admin-access-removed', data });

/** The reseller gave the provider admin access again. */
export const adminAccessGranted = defineEvent({ name: 'partnership.admin-access-granted', data });
