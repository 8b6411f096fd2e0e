import { defineReasons } from '@tandem/platform-contract';

/** Why something cannot be done with an invitation. Numbers begin at 712001. */
export const INVITATION_REASONS = defineReasons({
  LINK_UNKNOWN: { rule: 'INV-02', code: 712001, kind: 'missing', says: 'There is no invitation behind this link.', fix: 'Open the link exactly as it stands in the message.' },
  RECIPIENT_MISSING: { rule: 'INV-05', code: 712002, kind: 'invalid', says: 'A mail needs an address to go to.', fix: 'Enter the address of the invited organisation, or send the text by your own mail program.' },
  LINK_MISSING: { rule: 'INV-04', code: 712003, kind: 'invalid', says: 'The text no longer contains the personal link.', fix: 'Put the link back, or reset the text.' },
  LINK_FOREIGN: { rule: 'INV-04', code: 712004, kind: 'invalid', says: 'The text contains a link of another or an earlier invitation.', fix: 'Remove every invitation link but the one of this invitation.' },
  RECIPIENT_INVALID: { rule: 'INV-05', code: 712005, kind: 'invalid', says: 'This is not an address that a mail can be sent to.', fix: 'Enter one address, such as name@company.example.' },
  SUBJECT_MISSING: { rule: 'INV-01', code: 712006, kind: 'invalid', says: 'The message has no subject.', fix: 'Write a subject, or reset the text.' },
  INVITATION_ON_ITS_WAY: { rule: 'SM-5', code: 712007, kind: 'conflict', says: 'The message is on its way or delivered already.', fix: 'Resend it to make a new link, or revoke it.' },
  INVITATION_ENDED: { rule: 'SM-5', code: 712008, kind: 'conflict', says: 'The invitation has ended.', fix: 'An expired one can be resent; otherwise make a new request.' },
  ALREADY_ACCEPTED: { rule: 'INV-02', code: 712009, kind: 'conflict', says: 'This invitation has been accepted already.', fix: 'Sign in as the organisation that accepted it, or ask for an invitation of your own.' },
  INVITATION_ACCEPTED: { rule: 'INV-07', code: 712010, kind: 'gone', says: 'This invitation has been accepted.', fix: 'Sign in to see the partnership.' },
  INVITATION_DECLINED: { rule: 'INV-07', code: 712011, kind: 'gone', says: 'This invitation has been declined.', fix: 'Ask the inviter for a new one if that was a mistake.' },
  INVITATION_REVOKED: { rule: 'INV-07', code: 712012, kind: 'gone', says: 'This invitation has been withdrawn by the inviter.', fix: 'Ask the inviter for a new one.' },
  INVITATION_EXPIRED: { rule: 'INV-07', code: 712013, kind: 'gone', says: 'This invitation has expired. Nothing was authorized.', fix: 'Ask for a new link.' },
  LINK_SUPERSEDED: { rule: 'INV-07', code: 712014, kind: 'gone', says: 'This link has been replaced by a newer one.', fix: 'Open the link of the newest message.' },
  STILL_LIVE: { rule: 'INV-07', code: 712015, kind: 'conflict', says: 'This link can still be answered.', fix: 'Open the link and answer it.' },
  AUTHORIZATION_REQUIRED: { rule: 'PRT-05', code: 712016, kind: 'invalid', says: 'The confirmation is missing.', fix: 'Tick the box to confirm that you have read the rights, then authorize.' },
  INVITATION_LIMIT: { rule: 'SEC-05', code: 712017, kind: 'limited', says: 'Your organisation has sent as many invitations as it may in 24 hours.', fix: 'Send the others tomorrow, or by your own mail program.' },
});
