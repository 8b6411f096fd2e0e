/** What the pages around an outside issuer say, in both languages. */
export const OUTSIDE_WORDS = {
  en: {
    title: 'Sign in',
    lead: (label: string) => `With the account that you have at ${label}.`,
    go: (label: string) => `Continue to ${label}`,
    invited: 'Got an invitation? Open the link in the mail; you can read it without signing in.',
    again: 'Sign in again',
    signIn: 'Sign in',
    signedOut: 'You are signed out',
    signedOutText: (label: string) => `Of Tandem, on this device. You may still be signed in at ${label}; on a device that is not yours, sign out there too.`,
    refused: {
      unreachable: {
        title: 'The sign-in does not answer',
        text: (label: string) => `${label} could not be reached. Nothing was changed. Try again in a minute; if it stays like this, tell your IT. API clients go on working.`,
      },
      unverified: {
        title: 'Your e-mail address is not confirmed',
        text: (label: string) => `${label} does not vouch for your e-mail address, so we cannot tell that you are who you say. Confirm it there, then sign in again.`,
      },
      tenant: {
        title: 'Another organisation',
        text: (label: string) => `The organisation that ${label} names is not the one your account here belongs to. Sign in with the account of that organisation, or ask an admin there.`,
      },
      unknown: {
        title: 'There is no account for you yet',
        text: (label: string) => `${label} knows you, but nobody has added you to an organisation here. Ask a Global admin or User admin of your organisation to add you with the same e-mail address.`,
      },
      expired: {
        title: 'Your invitation has expired',
        text: () => 'Nothing was changed. Ask a Global admin or User admin of your organisation to send it again; then sign in.',
      },
      deactivated: {
        title: 'Your account is deactivated',
        text: () => 'Ask a Global admin or User admin of your organisation if you still need it.',
      },
    },
  },
  de: {
    title: 'Anmelden',
    lead: (label: string) => `Mit dem Konto, das Sie bei ${label} haben.`,
    go: (label: string) => `Weiter zu ${label}`,
    invited: 'Sie haben eine Einladung? Öffnen Sie den Link in der E-Mail; lesen können Sie sie ohne Anmeldung.',
    again: 'Noch einmal anmelden',
    signIn: 'Anmelden',
    signedOut: 'Sie sind abgemeldet',
    signedOutText: (label: string) => `Von Tandem, auf diesem Gerät. Bei ${label} sind Sie vielleicht noch angemeldet; melden Sie sich auf einem fremden Gerät auch dort ab.`,
    refused: {
      unreachable: {
        title: 'Die Anmeldung antwortet nicht',
        text: (label: string) => `${label} war nicht zu erreichen. Es wurde nichts geändert. Versuchen Sie es in einer Minute noch einmal; bleibt es so, sagen Sie Ihrer IT Bescheid. API-Clients arbeiten weiter.`,
      },
      unverified: {
        title: 'Ihre E-Mail-Adresse ist nicht bestätigt',
        text: (label: string) => `${label} steht für Ihre E-Mail-Adresse nicht ein; so lässt sich nicht sagen, dass Sie es sind. Bestätigen Sie sie dort, und melden Sie sich dann noch einmal an.`,
      },
      tenant: {
        title: 'Eine andere Organisation',
        text: (label: string) => `Die Organisation, die ${label} nennt, ist nicht die, zu der Ihr Konto hier gehört. Melden Sie sich mit dem Konto jener Organisation an, oder fragen Sie dort einen Administrator.`,
      },
      unknown: {
        title: 'Sie haben hier noch kein Konto',
        text: (label: string) => `${label} kennt Sie, aber niemand hat Sie hier in eine Organisation aufgenommen. Bitten Sie einen globalen Administrator oder Benutzeradministrator Ihrer Organisation, Sie mit derselben E-Mail-Adresse aufzunehmen.`,
      },
      expired: {
        title: 'Ihre Einladung ist abgelaufen',
        text: () => 'Es wurde nichts geändert. Bitten Sie einen globalen Administrator oder Benutzeradministrator Ihrer Organisation, sie noch einmal zu senden; dann melden Sie sich an.',
      },
      deactivated: {
        title: 'Ihr Konto ist deaktiviert',
        text: () => 'Fragen Sie einen globalen Administrator oder Benutzeradministrator Ihrer Organisation, wenn Sie es noch brauchen.',
      },
    },
  },
} as const;
