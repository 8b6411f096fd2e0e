import type { RecordPlace } from '@tandem/platform-admin';

const opened = (id: string) => ({ open: id });
const ofPartner = (_id: string, partner?: string) => ({ open: partner });

/** Where requests, partnerships, imports and directory entries are shown; a partnership stands under its partner. */
export const partnershipPlaces: readonly RecordPlace[] = [
  { type: 'invitation', action: 'partnership.request', path: '/indirect-resellers', query: opened },
  { type: 'partnership', action: 'partnership.request', path: '/indirect-resellers', query: ofPartner },
  { type: 'partnership', action: 'partnership.providers', path: '/indirect-providers', query: ofPartner },
  { type: 'partnership_import', action: 'partnership.request', path: '/indirect-resellers', query: (id) => ({ import: id }) },
  { type: 'partnership_takeover', action: 'partnership.take-over', path: '/takeovers', query: (id) => ({ import: id }) },
  { type: 'directory_entry', action: 'directory.edit', path: '/provider-directory', query: opened },
];
