import * as z from 'zod';
import { defineEvent } from '@tandem/platform-contract';

const ids = z.object({ invitationId: z.uuid(), type: z.string(), generation: z.number().int() });
const event = (what: string) => defineEvent({ name: `invitation.${what}`, data: ids });

/** What happens to invitations. The data names the invitation, its kind and the generation of its link. */
export const invitationDrafted = event('drafted');
export const invitationEdited = event('edited');
export const invitationQueued = event('queued');
export const invitationSent = event('sent');
export const invitationDeliveryFailed = event('delivery-failed');
export const invitationIssued = event('issued');
export const invitationResent = event('resent');
export const invitationRevoked = event('revoked');
export const invitationExpired = event('expired');
export const invitationViewed = event('viewed');
export const invitationRemembered = event('remembered');
export const invitationRenewalRequested = event('renewal-requested');

/** A reminder was ordered: for which occasion, and the how manieth of this link it is (INV-12). */
export const invitationReminded = defineEvent({ name: 'invitation.reminded', data: ids.extend({ slot: z.string(), number: z.number().int() }) });

const answered = (what: string) => defineEvent({ name: `invitation.${what}`, data: ids.extend({ organisationId: z.uuid() }) });

/** The invited organisation's answer; `organisationId` names it. The inviter's notice is the event itself (EML-10). */
export const invitationAccepted = answered('accepted');
export const invitationDeclined = answered('declined');
