import { defineJob } from '@tandem/platform-server';
import * as z from 'zod';

/** Makes and hands over the requests of the next rows of an import, and orders itself again while rows are left. */
export const sendImportBatch = defineJob({ name: 'partnership.send-import-batch', queue: 'notification', kind: 'transactional', payload: z.object({ importId: z.uuid(), run: z.number().int() }) });

/** The jobs of partnerships. */
export const partnershipJobs = [sendImportBatch];
