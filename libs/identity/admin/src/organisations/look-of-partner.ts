import type { PartnerState } from '@tandem/identity-contract';
import type { Look } from '@tandem/platform-admin';

const LOOKS: Readonly<Record<PartnerState, Look>> = {
  active: { tone: 'ok', icon: 'circle-check', word: 'organisations.states.active' },
  suspended: { tone: 'bad', icon: 'ban', word: 'organisations.states.suspended' },
  restricted: { tone: 'warn', icon: 'triangle-alert', word: 'organisations.states.restricted' },
};

/** How the standing of a partner looks. */
export const lookOfPartner = ({ state }: { readonly state: PartnerState }): Look => LOOKS[state];
