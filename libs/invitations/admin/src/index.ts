import type { OverviewPart, Wording } from '@tandem/platform-admin';
import { RememberedInvitations } from './remembered';

export { LetterEditor } from './letter/letter-editor';
export { LetterPreview } from './letter/letter-preview';
export { hasLink, mailtoOf } from './letter/letter-text';
export { lookOfInvitation, lookOfMail } from './looks';
export { looksLikeAddress, Recipients } from './recipients';
export { Reminders } from './reminders';
export type { Recipient } from './recipients';

/** The words of invitations: states, letter, events, refusals. */
export const invitationsWording: Wording = { de: () => import('./i18n/de.json'), en: () => import('./i18n/en.json') };

/** Remembered invitations, for partners that may become resellers. */
export const invitationsOverview: OverviewPart = { component: RememberedInvitations, order: 10, when: (session) => !session.holds('operator') && !session.holds('indirect_provider') };
