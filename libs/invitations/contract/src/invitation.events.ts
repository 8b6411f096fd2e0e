import * as z from 'zod';
import { defineEvent } from '@tandem/platform-contract';
import type { OperationStatus } from '@tandem/platform-contract';

const ids = z.object({ invitationId: z.uuid(), type: z.string(), generation: z.number().int() });
const as = (verb: string, status: OperationStatus = 'succeeded') => ({ resourceType: 'invitation', operationType: `${verb}_invitation`, status });
const event = (what: string, audit: ReturnType<typeof as>) => defineEvent({ name: `invitation.${what}`, data: ids, audit });

/** What happens to invitations. The data names the invitation, its kind and the generation of its link. */
export const invitationDrafted = event('drafted', as('create'));
export const invitationEdited = event('edited', as('update'));
export const invitationQueued = event('queued', as('send', 'progress'));
export const invitationSent = event('sent', as('send'));
export const invitationDeliveryFailed = event('delivery-failed', as('send', 'failed'));
export const invitationIssued = event('issued', as('issue'));
export const invitationResent = event('resent', as('resend', 'progress'));
export const invitationRevoked = event('revoked', as('revoke'));
export const invitationExpired = event('expired', as('expire'));
export const invitationViewed = event('viewed', as('view'));
export const invitationRemembered = event('remembered', as('remember'));
export const invitationRenewalRequested = event('renewal-requested', as('request_renewal_of'));

/** A reminder was ordered: for which occasion, and the how manieth of this link it is (INV-12). */
export const invitationReminded = defineEvent({ name: 'invitation.reminded', data: ids.extend({ slot: z.string(), number: z.number().int() }), audit: as('remind_of', 'progress') });

const answered = (what: string, audit: ReturnType<typeof as>) => defineEvent({ name: `invitation.${what}`, data: ids.extend({ organisationId: z.uuid() }), audit });

/** The invited organisation's answer; `organisationId` names it. The inviter's notice is the event itself (EML-10). */
export const invitationAccepted = answered('accepted', as('accept'));
export const invitationDeclined = answered('declined', as('decline', 'decline'));
