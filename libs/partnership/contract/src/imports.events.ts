import * as z from 'zod';
import { defineEvent } from '@tandem/platform-contract';
import type { OperationStatus } from '@tandem/platform-contract';

const data = z.object({ importId: z.uuid() });
const event = (what: string, verb: string, status: OperationStatus = 'succeeded') =>
  defineEvent({ name: `partnership.import-${what}`, data, audit: { resourceType: 'import', operationType: `${verb}_import`, status } });

/** What happens to an import, of addresses or of existing partnerships. Progress is told after each batch, so that whoever watches can read again. */
export const importChecked = event('checked', 'check');
export const importStarted = event('started', 'run', 'progress');
export const importProgressed = event('progressed', 'run', 'progress');
export const importPaused = event('paused', 'pause');
export const importResumed = event('resumed', 'resume', 'progress');
export const importCancelled = event('cancelled', 'cancel');
export const importFinished = event('finished', 'run');
