import type { LinkEnd } from '../answering/linked-invitation';

/** What an ended link says: its mark, what has become of it, what that means. */
export interface EndWords {
  readonly mark: string;
  readonly title: string;
  readonly lead: string;
}

const de = {
  signedInAs: 'Angemeldet als',
  switch: 'Wechseln',
  mpnId: 'MPN-ID',
  unchanged: 'Das bleibt, wie es ist',
  decline: 'Ablehnen',
  declineTitle: 'Anfrage ablehnen',
  declineHint: (inviter: string) => `Freiwillig. ${inviter} sieht den Grund.`,
  declineReason: 'Grund',
  declineSubmit: 'Ablehnen bestätigen',
  validUntil: 'Gültig bis',
  unlimited: 'Der Link läuft nicht ab.',
  waits: 'Der Link wartet auf Ihre Anmeldung im Programm.',
  tick: 'Haken Sie das Kästchen an, um zu bestätigen, dass Sie die Rechte gelesen haben.',
  signIn: 'Anmelden und antworten',
  signInHint: 'Antworten kann ein Globaler Administrator Ihrer Organisation. Nach der Anmeldung kommen Sie hierher zurück.',
  ownTitle: 'Das ist Ihre eigene Anfrage',
  ownText: 'So sieht sie, wer den Link öffnet. Beantworten kann sie nur die eingeladene Organisation.',
  roleTitle: 'Antworten kann ein Globaler Administrator',
  roleText: (organisation: string) => `Sie sind für ${organisation} angemeldet, aber ohne diese Rolle.`,
  ask: (names: string) => `Fragen Sie ${names}.`,
  refusedTitle: (organisation: string) => `${organisation} kann diese Anfrage nicht annehmen`,
  wrongOrganisation: 'Die falsche Organisation? Melden Sie sich mit einem anderen Konto an.',
  footer: 'Wird diese Seite geöffnet, ändert sich nichts. Erst Ihr Klick autorisiert.',
  footerEnded: 'Sie müssen sich dafür nicht anmelden.',
  invitedBy: 'Eingeladen von',
  newLink: 'Neuer Link',
  newLinkTo: 'geht nur an die Adresse, die eingeladen war',
  askForLink: 'Neuen Link anfordern',
  askedMark: 'Neuer Link angefragt',
  askedTitle: (inviter: string) => `${inviter} weiß Bescheid`,
  askedLead: 'Sobald der neue Link verschickt ist, bekommen Sie eine Nachricht. Sie können dieses Fenster schließen.',
  asked: 'Angefragt',
  again: (when: string) => `Wieder möglich ab ${when}.`,
  home: 'Zur Startseite',
  toPartner: 'Zur Partnerschaft',
  answered: 'Beantwortet',
  unknown: {
    mark: 'Unbekannt',
    title: 'Zu diesem Link gibt es keine Einladung',
    lead: 'Öffnen Sie den Link genau so, wie er in der Nachricht steht. Es wurde nichts geändert.',
  } satisfies EndWords,
  mine: {
    mark: 'Autorisiert',
    title: 'Sie haben diese Anfrage angenommen',
    lead: 'Was daraus geworden ist, sehen Sie unter „Indirekte Anbieter“. Dort nehmen Sie Rechte auch zurück.',
  } satisfies EndWords,
  ends: {
    accepted: { mark: 'Beantwortet', title: 'Diese Einladung wurde schon angenommen', lead: 'Der Link gilt nur einmal. Hat Ihre Organisation angenommen, melden Sie sich an, um die Partnerschaft zu sehen.' },
    declined: { mark: 'Abgelehnt', title: 'Diese Einladung wurde abgelehnt', lead: 'Es wurde nichts autorisiert und nichts geändert. War das ein Versehen, bitten Sie um eine neue Einladung.' },
    revoked: { mark: 'Zurückgezogen', title: 'Diese Einladung wurde zurückgezogen', lead: 'Es wurde nichts autorisiert und nichts geändert. Fragen Sie nach, wenn Sie sie erwartet haben.' },
    expired: { mark: 'Abgelaufen', title: 'Diese Einladung ist abgelaufen', lead: 'Es wurde nichts autorisiert und nichts geändert. Bitten Sie um einen neuen Link, dann geht es dort weiter.' },
    superseded: { mark: 'Ersetzt', title: 'Dieser Link wurde durch einen neueren ersetzt', lead: 'Es wurde nichts geändert. Öffnen Sie den Link aus der neuesten Nachricht.' },
  } satisfies Record<LinkEnd, EndWords>,
};

/** Every word of the invitation's pages that is the same for all kinds. */
export type InviteWords = typeof de;

const en: InviteWords = {
  signedInAs: 'Signed in as',
  switch: 'Switch',
  mpnId: 'MPN ID',
  unchanged: 'What stays as it is',
  decline: 'Decline',
  declineTitle: 'Decline this request',
  declineHint: (inviter) => `Optional. ${inviter} sees the reason.`,
  declineReason: 'Reason',
  declineSubmit: 'Confirm declining',
  validUntil: 'Valid until',
  unlimited: 'The link does not expire.',
  waits: 'The link waits for you to enroll in the program.',
  tick: 'Tick the box to confirm that you have read the rights.',
  signIn: 'Sign in and answer',
  signInHint: 'A Global admin of your organisation can answer. After signing in you come back here.',
  ownTitle: 'This is your own request',
  ownText: 'This is what whoever opens the link sees. Only the invited organisation can answer it.',
  roleTitle: 'A Global admin can answer this',
  roleText: (organisation) => `You are signed in for ${organisation}, but without that role.`,
  ask: (names) => `Ask ${names}.`,
  refusedTitle: (organisation) => `${organisation} cannot accept this request`,
  wrongOrganisation: 'The wrong organisation? Sign in with another account.',
  footer: 'Opening this page changes nothing. Only your click authorizes.',
  footerEnded: 'You need not sign in for this.',
  invitedBy: 'Invited by',
  newLink: 'New link',
  newLinkTo: 'goes only to the address that was invited',
  askForLink: 'Ask for a new link',
  askedMark: 'New link requested',
  askedTitle: (inviter) => `${inviter} has been told`,
  askedLead: 'As soon as the new link is sent, you get a message. You can close this window.',
  asked: 'Requested',
  again: (when) => `Possible again from ${when}.`,
  home: 'To the start page',
  toPartner: 'To the partnership',
  answered: 'Answered',
  unknown: {
    mark: 'Unknown',
    title: 'There is no invitation behind this link',
    lead: 'Open the link exactly as it stands in the message. Nothing was changed.',
  },
  mine: {
    mark: 'Authorized',
    title: 'You have accepted this request',
    lead: 'See what has become of it under “Indirect providers”. That is where you take rights back, too.',
  },
  ends: {
    accepted: { mark: 'Answered', title: 'This invitation has been accepted already', lead: 'The link works once. If your organisation accepted it, sign in to see the partnership.' },
    declined: { mark: 'Declined', title: 'This invitation has been declined', lead: 'Nothing was authorized and nothing changed. If that was a mistake, ask for a new invitation.' },
    revoked: { mark: 'Withdrawn', title: 'This invitation has been withdrawn', lead: 'Nothing was authorized and nothing changed. Ask the inviter if you expected it.' },
    expired: { mark: 'Expired', title: 'This invitation has expired', lead: 'Nothing was authorized and nothing changed. Ask for a new link, and it goes on there.' },
    superseded: { mark: 'Replaced', title: 'This link has been replaced by a newer one', lead: 'Nothing was changed. Open the link of the newest message.' },
  },
};

export const INVITE_WORDS = { de, en } as const satisfies Record<'de' | 'en', InviteWords>;
