import type { PartnerRelationship } from '@tandem/partnership-contract';
import type { Look } from '@tandem/platform-admin';

const LOOKS: Record<PartnerRelationship['state'], Look> = {
  Active: { tone: 'ok', icon: 'circle-check', word: 'partnership.states.active' },
  Terminated: { tone: '', icon: 'ban', word: 'partnership.states.removed' },
};

/** How the state of a partnership looks. */
export const lookOfPartnership = (row: PartnerRelationship): Look => LOOKS[row.state];
