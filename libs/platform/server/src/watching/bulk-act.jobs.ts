import * as z from 'zod';
import { defineJob } from '../jobs/definition';

/** Gives the next records of a bulk act their turn, and orders itself again while some are left. */
export const workBulkAct = defineJob({ name: 'platform.work-bulk-act', queue: 'notification', kind: 'transactional', payload: z.object({ bulkActId: z.uuid() }) });
