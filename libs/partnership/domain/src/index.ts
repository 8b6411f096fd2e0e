export { requireAuthorizable } from './authorization';
export type { Sides } from './authorization';
export { DirectoryEntry } from './directory-entry';
export type { EntryChange, EntryContent } from './directory-entry';
export { Partnership, PARTNERSHIP_TRANSITIONS } from './partnership';
export type { AdminAccess, Pair, PartnershipState } from './partnership';
