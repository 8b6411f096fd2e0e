import type { PartnerUser } from '@tandem/identity-contract';
import type { Look } from '@tandem/platform-admin';

const LOOKS: Readonly<Record<PartnerUser['state'], Look>> = {
  active: { tone: 'ok', icon: 'circle-check', word: 'users.states.active' },
  invited: { tone: 'info', icon: 'mail', word: 'users.states.invited' },
  deactivated: { tone: '', icon: 'ban', word: 'users.states.deactivated' },
};

/** How the state of a person looks. */
export const lookOfUser = ({ state }: Pick<PartnerUser, 'state'>): Look => LOOKS[state];

/** The full name of a person. */
export const nameOfUser = ({ firstName, lastName }: Pick<PartnerUser, 'firstName' | 'lastName'>): string => `${firstName} ${lastName}`.trim();
