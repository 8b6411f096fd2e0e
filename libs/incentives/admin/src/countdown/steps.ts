import type { IncentiveStep, IncentiveView, NeededStep } from '@tandem/incentives-contract';
import type { IconName, Tone } from '@tandem/platform-admin';

type Stepped = Pick<IncentiveView, 'needed' | 'state' | 'verification'>;

/** The first thing that is missing; none when all is done. */
export const nextStep = ({ needed }: Pick<IncentiveView, 'needed'>): NeededStep | undefined => needed.find(({ done }) => !done);

/** How far a step is. `wrong`: the operator found a problem; `checking`: it is with the operator. */
export type StepState = 'done' | 'wrong' | 'checking' | 'open';

const PROFILES: Partial<Record<IncentiveStep, 'payout' | 'tax'>> = { payout_profile: 'payout', tax_profile: 'tax' };

/** Whether a step is one of the two profiles, which the incentive admin fills in. */
export const isProfile = ({ step }: Pick<NeededStep, 'step'>): boolean => step in PROFILES;

export function stateOfStep({ step, done }: NeededStep, { state, verification }: Pick<Stepped, 'state' | 'verification'>): StepState {
  const profile = PROFILES[step];
  if (state === 'action_required' && ((profile && verification?.[profile] === 'problem') || step === 'verification')) return 'wrong';
  if (step === 'verification' && state === 'submitted') return 'checking';
  return done ? 'done' : 'open';
}

/** How a step is marked: what is missing first stands out, what comes after it waits. */
export function markOfStep(step: NeededStep, incentive: Stepped): { readonly icon: IconName; readonly tone: Tone } {
  const state = stateOfStep(step, incentive);
  if (state === 'done') return { icon: 'circle-check', tone: 'ok' };
  if (state === 'checking') return { icon: 'hourglass', tone: 'info' };
  const stops = state === 'wrong' || (isOpen(incentive) && step.step !== 'verification' && nextStep(incentive)?.step === step.step);
  return stops ? { icon: 'circle-alert', tone: 'bad' } : { icon: 'circle-dashed', tone: '' };
}

/** Why the enrollment cannot be begun or gone on with here and now: by the state, else by the role of whoever looks; null when it can. */
export function enrollHindrance({ state }: Pick<IncentiveView, 'state'>, lacksRole: boolean): 'not_invited' | 'role' | null {
  if (state === 'invitation_due') return 'not_invited';
  return lacksRole ? 'role' : null;
}

/** Whether there is still something to enroll in. */
export const isOpen = ({ state }: Pick<IncentiveView, 'state'>): boolean => state === 'invitation_due' || state === 'invited' || state === 'action_required';
