import { defineJob, defineSchedule } from '@tandem/platform-server';

/** Mails the present link of an invitation to its recipient (EML-04). */
export const sendInvitation = defineJob({ name: 'invitations.send-invitation', queue: 'invitation-email', kind: 'delivery' });

/** Says once of each link that its time is up, and lets the time of remembered invitations run again (TIM-14). */
export const expireInvitations = defineSchedule({ name: 'invitations.expire-invitations', queue: 'notification', everyMs: 60_000 });

/** Mails a reminder of an invitation to its recipient (INV-12); beside the first mails, so that neither holds up the other. */
export const remindInvitation = defineJob({ name: 'invitations.remind-invitation', queue: 'notification', kind: 'delivery' });

/** Picks by date the invitations that are to be reminded of (INV-12). */
export const remindInvitations = defineSchedule({ name: 'invitations.remind-invitations', queue: 'notification', everyMs: 60_000 });
