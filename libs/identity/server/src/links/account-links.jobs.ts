import { passwordChanged } from '@tandem/identity-contract';
import { defineJob } from '@tandem/platform-server';
import * as z from 'zod';

/** Mails an invited person the link by which they choose a first password. */
export const invitePerson = defineJob({ name: 'identity.invite-person', queue: 'notification', kind: 'delivery' });

/** Mails a link by which somebody chooses another password. */
export const sendResetLink = defineJob({ name: 'identity.send-reset-link', queue: 'notification', kind: 'delivery' });

/** Finds out whether somebody who forgot a password has an account here, and orders the link. The request does not wait for it, so its time tells nothing. */
export const answerForgotten = defineJob({ name: 'identity.answer-forgotten', queue: 'notification', kind: 'transactional', payload: z.object({ requestId: z.uuid() }) });

/** Orders the notice of a new password. */
export const noticePassword = defineJob({ name: 'identity.notice-password', queue: 'notification', kind: 'transactional', payload: z.object({ userId: z.uuid() }), on: passwordChanged });

/** Mails a person that their password or second factor is another, so that they hear of it when it was not them. */
export const sendPasswordNotice = defineJob({ name: 'identity.send-password-notice', queue: 'notification', kind: 'delivery' });

/** All jobs of identity. */
export const identityJobs = [invitePerson, sendResetLink, answerForgotten, noticePassword, sendPasswordNotice];
