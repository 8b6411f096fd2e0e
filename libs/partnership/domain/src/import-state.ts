import type { Transitions } from '@tandem/platform-kernel';

/** `checked`: nothing goes out before it is started; `cancelled` and `done` are the ends (SM-13). */
export type ImportState = 'checked' | 'sending' | 'paused' | 'cancelled' | 'done';

/** Which state may follow which. */
export const IMPORT_TRANSITIONS = {
  checked: ['sending', 'cancelled'],
  sending: ['paused', 'cancelled', 'done'],
  paused: ['sending', 'cancelled'],
  cancelled: [],
  done: [],
} as const satisfies Transitions<ImportState>;
