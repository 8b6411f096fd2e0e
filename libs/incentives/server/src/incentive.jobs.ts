import { enrollmentActivated } from '@tandem/enrollment-contract';
import { mpnAssociated, organisationCreated, organisationResumed } from '@tandem/identity-contract';
import { defineJob, defineSchedule } from '@tandem/platform-server';
import type { JobDefinition, ScheduleDefinition } from '@tandem/platform-server';
import { announceJobs } from '@tandem/webhooks-server';
import * as z from 'zod';
import { incentiveWebhooks } from './incentive.webhooks';

const queue = 'incentive-reminder';

/** Mails the invitation to an incentive (EML-07). */
export const sendInvitation = defineJob({ name: 'incentive.send-invitation', queue, kind: 'delivery' });

/** Mails a reminder of it (EML-08). */
export const sendReminder = defineJob({ name: 'incentive.send-reminder', queue, kind: 'delivery' });

const ofOrganisation = z.object({ organisationId: z.uuid() });

/** Starts the clock of the incentives of the programs that an organisation has come to hold (INC-01, INC-04). */
export const startIncentives = defineJob({ name: 'incentive.start-incentives', queue, kind: 'transactional', payload: ofOrganisation, on: [enrollmentActivated, organisationCreated] });

/** What kept an organisation's mails may be gone: its location is another one, or its account runs again. */
export const tryAgain = defineJob({ name: 'incentive.try-again', queue, kind: 'transactional', payload: ofOrganisation, on: [mpnAssociated, organisationResumed] });

/** Goes on with a sweep that found more than one run takes. */
export const goOnSweeping = defineJob({ name: 'incentive.go-on-sweeping', queue, kind: 'transactional', payload: z.object({}) });

/** Picks by date what is due: invitations, reminders, and what is late (TIM-06 to TIM-08, TIM-14). */
export const sweepIncentives = defineSchedule({ name: 'incentive.sweep-incentives', queue, everyMs: 60_000 });

/** The jobs of incentives. */
export const incentiveJobs: readonly JobDefinition[] = [sendInvitation, sendReminder, startIncentives, tryAgain, goOnSweeping, ...announceJobs(incentiveWebhooks)];

/** The recurring work of incentives. */
export const incentiveSchedules: readonly ScheduleDefinition[] = [sweepIncentives];
