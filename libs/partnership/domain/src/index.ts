export { requireAuthorizable } from './authorization';
export type { Sides } from './authorization';
export { Partnership, PARTNERSHIP_TRANSITIONS } from './partnership';
export type { AdminAccess, Pair, PartnershipState } from './partnership';
