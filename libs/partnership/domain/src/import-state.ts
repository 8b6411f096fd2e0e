import type { Transitions } from '@tandem/platform-kernel';

/** `checked`: nothing goes out before it is started; `cancelled` and `done` are the ends (SM-13). */
export type ImportState = 'checked' | 'running' | 'paused' | 'cancelled' | 'done';

/** Which state may follow which. */
export const IMPORT_TRANSITIONS = {
  checked: ['running', 'cancelled'],
  running: ['paused', 'cancelled', 'done'],
  paused: ['running', 'cancelled'],
  cancelled: [],
  done: [],
} as const satisfies Transitions<ImportState>;
