import type { JobDefinition, ScheduleDefinition } from '@tandem/platform-server';
import { announceJobs } from '@tandem/webhooks-server';
import { agreementWebhooks } from './agreements/agreement.webhooks';

/** The jobs of enrollment. */
export const enrollmentJobs: readonly JobDefinition[] = [...announceJobs(agreementWebhooks)];

/** The recurring work of enrollment. */
export const enrollmentSchedules: readonly ScheduleDefinition[] = [];
