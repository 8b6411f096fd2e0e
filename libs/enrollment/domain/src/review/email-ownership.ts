import { unclear, pass } from './check';
import type { Check } from './check';

/** The contact has confirmed that its mails are read (VER-01, VER-02). */
export const emailOwnership: Check = {
  id: 'email_ownership',
  version: 1,
  reads: ({ application, contactConfirmedAt }) => [application.legalBusinessProfile.primaryContact?.email?.toLowerCase(), contactConfirmedAt?.toISOString()],
  run: ({ application, contactConfirmedAt }) => {
    const email = application.legalBusinessProfile.primaryContact?.email ?? '';
    return contactConfirmedAt ? pass({ email, confirmedAt: contactConfirmedAt.toISOString() }) : unclear('CONTACT_NOT_CONFIRMED', { email });
  },
};
