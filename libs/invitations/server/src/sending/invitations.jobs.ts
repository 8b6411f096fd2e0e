import { defineJob, defineSchedule } from '@tandem/platform-server';

/** Mails the present link of an invitation to its recipient (EML-04). */
export const sendInvitation = defineJob({ name: 'invitations.send-invitation', queue: 'invitation-email', kind: 'delivery' });

/** Says once of each link that its time is up, and lets the time of remembered invitations run again (TIM-14). */
export const expireInvitations = defineSchedule({ name: 'invitations.expire-invitations', queue: 'notification', everyMs: 60_000 });
