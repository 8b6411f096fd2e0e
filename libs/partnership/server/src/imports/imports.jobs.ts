import { defineJob, defineSchedule } from '@tandem/platform-server';
import { announceJobs } from '@tandem/webhooks-server';
import * as z from 'zod';
import { partnershipWebhooks } from '../partnership.webhooks';

/** Carries out the next rows of an import, and orders itself again while rows are left. */
export const runImportBatch = defineJob({ name: 'partnership.run-import-batch', queue: 'notification', kind: 'transactional', payload: z.object({ importId: z.uuid(), run: z.number().int() }) });

/** Removes imports whose time of keeping is over (IMP-13). */
export const sweepImports = defineSchedule({ name: 'partnership.sweep-imports', queue: 'notification', everyMs: 3_600_000 });

/** The jobs of partnerships. */
export const partnershipJobs = [runImportBatch, ...announceJobs(partnershipWebhooks)];

/** The recurring work of partnerships. */
export const partnershipSchedules = [sweepImports];
