import * as z from 'zod';
import { defineEvent } from '@tandem/platform-contract';

const data = z.object({ importId: z.uuid() });

/** What happens to an import, of addresses or of existing partnerships. Progress is told after each batch, so that whoever watches can read again. */
export const importChecked = defineEvent({ name: 'partnership.import-checked', data });
export const importStarted = defineEvent({ name: 'partnership.import-started', data });
export const importProgressed = defineEvent({ name: 'partnership.import-progressed', data });
export const importPaused = defineEvent({ name: 'partnership.import-paused', data });
export const importResumed = defineEvent({ name: 'partnership.import-resumed', data });
export const importCancelled = defineEvent({ name: 'partnership.import-cancelled', data });
export const importFinished = defineEvent({ name: 'partnership.import-finished', data });
