import type { IncentiveView } from '@tandem/incentives-contract';
import { inTrouble, phaseOf } from '../countdown/phase';

/**
 * For what an incentive needs its partner: `mail`, nothing arrives; `last`, the last days; `action_required`, the operator found something;
 * `nobody`, nobody can enroll; `enroll`, whoever looks can.
 */
export type Attention = 'mail' | 'last' | 'action_required' | 'nobody' | 'enroll';

/** Who looks, and when. */
export interface Viewer {
  /** Holds the role at the location. */
  readonly admin: boolean;
  readonly appoints: boolean;
  /** Has opened the page of the incentive. */
  readonly opened: boolean;
  /** Milliseconds on the business clock. */
  readonly now: number;
}

/** What is said of an incentive on the overview; null: nothing (INC-07). What is urgent stays until it is mended, whatever was opened. */
export function attentionOf(incentive: IncentiveView, { admin, appoints, opened, now }: Viewer): Attention | null {
  if (inTrouble(incentive)) return 'mail';
  const phase = phaseOf(incentive, now);
  if (phase === 'last' || phase === 'action_required') return phase;
  if (incentive.state !== 'invited') return null;
  if (appoints && incentive.needed.some(({ step, done }) => step === 'incentive_admin' && !done)) return 'nobody';
  return admin && !opened ? 'enroll' : null;
}

/** Which of them are said in the strongest tone. */
export const isUrgent = (attention: Attention): boolean => attention === 'mail' || attention === 'last';
