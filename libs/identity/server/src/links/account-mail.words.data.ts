/** What the mails about accounts say, in both languages. */
export const ACCOUNT_MAIL_WORDS = {
  en: {
    hello: (name: string) => `Hello ${name},`,
    until: (when: string) => `Valid until ${when}. The link works once.`,
    personal: 'The link is for you alone. Do not pass it on.',
    person_invitation: {
      subject: (organisation: string) => `Your access to Tandem at ${organisation}`,
      title: 'Choose your password',
      text: (organisation: string, email: string) => `${organisation} has set up access to Tandem for you, the partner center for cloud distribution. You sign in with this address: ${email}\n\nChoose a password, and you are in.`,
      button: 'Choose a password',
      unknown: (organisation: string) => `You do not know ${organisation}? Then there is nothing to do.`,
    },
    work_account: {
      subject: (organisation: string) => `Your work account for ${organisation}`,
      title: 'Choose your password',
      text: (organisation: string, email: string) => `A work account for ${organisation} was created with this address: ${email}. Choose a password; then you sign in with it and enroll your company as a reseller. You are its Global admin.`,
      button: 'Choose a password',
      unknown: () => 'It was not you? Then there is nothing to do: without a password nobody gets in.',
    },
    /** An invitation where people sign in at an outside issuer. */
    elsewhere: (label: string) => ({
      title: 'Sign in for the first time',
      text: (organisation: string, email: string) => `${organisation} has set up access to Tandem for you, the partner center for cloud distribution. You sign in with the account that you have at ${label}, under this address: ${email}`,
      button: `Continue to ${label}`,
    }),
    password_link: {
      subject: () => 'A new password for Tandem',
      title: 'Choose a new password',
      text: (_organisation: string, email: string) => `A new password was asked for, for your account ${email}. Until you choose one, the present password stays as it is.`,
      button: 'Choose a new password',
      unknown: () => 'It was not you? Then there is nothing to do: your password stays as it is.',
    },
    password_changed: {
      subject: 'Your password was changed',
      text: (email: string, when: string) => `The password of your account ${email} was changed on ${when}. Wherever else you were signed in, that has ended.`,
      ask: 'It was not you? Choose another password at once, and tell a Global admin of your organisation.',
      button: 'Choose a new password',
    },
    password_reset: {
      subject: 'Your password was reset',
      text: (email: string, when: string) =>
        `Somebody who manages the users of your organisation reset the password of your account ${email} on ${when}. They give you a temporary one; when you sign in with it, you choose your own. Wherever you were signed in, that has ended.`,
      ask: 'You did not expect this? Ask a Global admin of your organisation.',
      button: 'Sign in',
    },
    second_factor_reset: {
      subject: 'Your second factor was reset',
      text: (email: string, when: string) =>
        `Somebody who manages the users of your organisation took away the second factor of your account ${email} on ${when}. The next sign-in asks for your password alone, and your recovery codes and passkeys are worth nothing. Wherever you are signed in, you stay so.`,
      ask: 'You did not ask for this? Change your password at once, and tell a Global admin of your organisation.',
      button: 'Set up a second factor',
    },
  },
  de: {
    hello: (name: string) => `Guten Tag ${name},`,
    until: (when: string) => `Gültig bis ${when}. Der Link wirkt einmal.`,
    personal: 'Der Link ist nur für Sie. Geben Sie ihn nicht weiter.',
    person_invitation: {
      subject: (organisation: string) => `Ihr Zugang zu Tandem bei ${organisation}`,
      title: 'Wählen Sie Ihr Kennwort',
      text: (organisation: string, email: string) => `${organisation} hat für Sie einen Zugang zu Tandem eingerichtet, dem Partner Center für den Cloud-Vertrieb. Sie melden sich mit dieser Adresse an: ${email}\n\nWählen Sie ein Kennwort, dann können Sie beginnen.`,
      button: 'Kennwort wählen',
      unknown: (organisation: string) => `Sie kennen ${organisation} nicht? Dann müssen Sie nichts tun.`,
    },
    work_account: {
      subject: (organisation: string) => `Ihr Geschäftskonto für ${organisation}`,
      title: 'Wählen Sie Ihr Kennwort',
      text: (organisation: string, email: string) => `Mit dieser Adresse wurde ein Geschäftskonto für ${organisation} angelegt: ${email}. Wählen Sie ein Kennwort; danach melden Sie sich damit an und melden Ihr Unternehmen als Wiederverkäufer an. Sie sind sein globaler Administrator.`,
      button: 'Kennwort wählen',
      unknown: () => 'Das waren nicht Sie? Dann müssen Sie nichts tun: Ohne Kennwort kommt niemand hinein.',
    },
    elsewhere: (label: string) => ({
      title: 'Melden Sie sich zum ersten Mal an',
      text: (organisation: string, email: string) => `${organisation} hat für Sie einen Zugang zu Tandem eingerichtet, dem Partner Center für den Cloud-Vertrieb. Sie melden sich mit dem Konto an, das Sie bei ${label} haben, unter dieser Adresse: ${email}`,
      button: `Weiter zu ${label}`,
    }),
    password_link: {
      subject: () => 'Ein neues Kennwort für Tandem',
      title: 'Wählen Sie ein neues Kennwort',
      text: (_organisation: string, email: string) => `Für Ihr Konto ${email} wurde ein neues Kennwort angefordert. Bis Sie eines wählen, bleibt das bisherige, wie es ist.`,
      button: 'Neues Kennwort wählen',
      unknown: () => 'Das waren nicht Sie? Dann müssen Sie nichts tun: Ihr Kennwort bleibt, wie es ist.',
    },
    password_changed: {
      subject: 'Ihr Kennwort wurde geändert',
      text: (email: string, when: string) => `Das Kennwort Ihres Kontos ${email} wurde am ${when} geändert. Wo Sie sonst noch angemeldet waren, sind Sie es nicht mehr.`,
      ask: 'Das waren nicht Sie? Wählen Sie sofort ein anderes Kennwort, und sagen Sie es einem globalen Administrator Ihrer Organisation.',
      button: 'Neues Kennwort wählen',
    },
    password_reset: {
      subject: 'Ihr Kennwort wurde zurückgesetzt',
      text: (email: string, when: string) =>
        `Jemand, der die Benutzer Ihrer Organisation verwaltet, hat am ${when} das Kennwort Ihres Kontos ${email} zurückgesetzt. Von dieser Person bekommen Sie ein vorläufiges; wenn Sie sich damit anmelden, wählen Sie Ihr eigenes. Wo Sie angemeldet waren, sind Sie es nicht mehr.`,
      ask: 'Sie haben das nicht erwartet? Fragen Sie einen globalen Administrator Ihrer Organisation.',
      button: 'Anmelden',
    },
    second_factor_reset: {
      subject: 'Ihr zweiter Faktor wurde zurückgesetzt',
      text: (email: string, when: string) =>
        `Jemand, der die Benutzer Ihrer Organisation verwaltet, hat am ${when} den zweiten Faktor Ihres Kontos ${email} entfernt. Die nächste Anmeldung fragt nur nach Ihrem Kennwort, und Ihre Wiederherstellungscodes und Passkeys sind nichts mehr wert. Wo Sie angemeldet sind, bleiben Sie es.`,
      ask: 'Sie haben nicht darum gebeten? Ändern Sie sofort Ihr Kennwort, und sagen Sie es einem globalen Administrator Ihrer Organisation.',
      button: 'Zweiten Faktor einrichten',
    },
  },
} as const;
