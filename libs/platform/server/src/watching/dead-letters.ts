import type { DeliveryView } from '@tandem/platform-contract';

type State = DeliveryView['state'];

/** States that need a person: tried again, confirmed, or dismissed with a note. */
export const DEAD_STATES = ['failed', 'bounced', 'uncertain'] as const satisfies readonly State[];

/** States in which a mail can be set going again by hand, one by one. */
export const RETRYABLE_STATES = ['failed', 'bounced', 'deferred', 'uncertain'] as const satisfies readonly State[];

/** The same for many at once: whether an uncertain one goes twice is decided for each by itself (EML-16). */
export const BULK_RETRYABLE_STATES = ['failed', 'bounced', 'deferred'] as const satisfies readonly State[];

/** States that can be let rest; an uncertain mail is sent again or confirmed instead (EML-15). */
export const DISMISSABLE_STATES = ['failed', 'bounced'] as const satisfies readonly State[];

/** Who let a dead letter rest, when (business time) and why, as it is stored. */
export interface Dismissal {
  readonly by: string;
  readonly at: string;
  readonly note: string;
}

/** Literals for `in (…)`. */
export const sqlList = (states: readonly string[]): string => `(${states.map((state) => `'${state}'`).join(', ')})`;
