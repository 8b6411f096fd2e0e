import type { MpnLocation, ProgramState, VettingStatus } from '@tandem/identity-contract';
import type { Look } from '@tandem/platform-admin';

const PROGRAMS: Readonly<Record<ProgramState['state'], Look>> = {
  active: { tone: 'ok', icon: 'circle-check', word: 'profile.states.active' },
  suspended: { tone: 'warn', icon: 'triangle-alert', word: 'profile.states.suspended' },
  ended: { tone: '', icon: 'ban', word: 'profile.states.ended' },
};

/** How the state of a program looks. */
export const lookOfProgram = (state: ProgramState['state']): Look => PROGRAMS[state];

/** How an MPN account looks: the one that the organisation acts under stands out. */
export function lookOfLocation({ status, associated }: Pick<MpnLocation, 'status' | 'associated'>): Look {
  if (status === 'inactive') return { tone: '', icon: 'ban', word: 'profile.states.inactive' };
  return associated ? { tone: 'ok', icon: 'link', word: 'profile.states.associated' } : { tone: '', icon: 'circle-check', word: 'profile.states.active' };
}

const VETTING: Readonly<Record<VettingStatus, Look>> = {
  none: { tone: '', icon: 'circle-dashed', word: 'profile.vettingStates.none' },
  pending: { tone: 'info', icon: 'hourglass', word: 'profile.vettingStates.pending' },
  authorized: { tone: 'ok', icon: 'shield-check', word: 'profile.vettingStates.authorized' },
  rejected: { tone: 'bad', icon: 'circle-x', word: 'profile.vettingStates.rejected' },
};

/** How far the verification of a company is. */
export const lookOfVetting = (status: VettingStatus): Look => VETTING[status];
