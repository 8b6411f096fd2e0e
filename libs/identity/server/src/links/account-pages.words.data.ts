import { SIGN_IN_WORDS } from '../sign-in/sign-in.words';

/** What the pages around forgotten and first passwords say, in both languages. */
export const ACCOUNT_PAGE_WORDS = {
  en: {
    forgotten: {
      title: 'Password forgotten?',
      lead: 'Enter the address you sign in with. You get a mail with a link by which you choose a new password.',
      email: 'E-mail',
      submit: 'Send the link',
      back: 'Back to sign-in',
      doneTitle: 'Look at your mailbox',
      done: 'If there is an active account with this address, a mail with a link is on its way. The link works for an hour, and once.',
      nothing: 'Nothing came? Look among the unwanted mails, check the address, or ask a Global admin or User admin of your organisation.',
      limited: (minutes: number) => `Too many requests from here. Nothing is lost; try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
    },
    choose: {
      join: { title: 'Welcome. Choose your password', lead: (organisation: string) => `With it you sign in to Tandem for ${organisation}.`, submit: 'Save the password' },
      reset: { title: 'Choose a new password', lead: (organisation: string) => `For your account at ${organisation}. Wherever you are signed in, that ends.`, submit: 'Save the new password' },
      elsewhere: { title: 'Welcome', lead: (organisation: string, label: string) => `For ${organisation} you sign in to Tandem with the account that you have at ${label}. Your access begins with the first sign-in.`, go: (label: string) => `Continue to ${label}` },
      account: 'Account',
      password: 'New password',
      hint: 'At least 12 characters; several words are easier to remember than signs.',
      repeat: 'The same again',
      different: 'The two passwords differ. Type the new one twice.',
      reasons: { ...SIGN_IN_WORDS.en.reasons, PASSWORD_UNCHANGED: 'This is the password you have now. Choose another one.' },
    },
    done: { title: 'Your password is saved', text: 'Sign in with it now.', signIn: 'Sign in' },
    ended: {
      join: { title: 'This link has ended', text: 'It was used, replaced by a newer one, or has expired. Ask whoever invited you to send it again; if you have chosen a password already, simply sign in.' },
      reset: { title: 'This link has ended', text: 'It was used, replaced by a newer one, or has expired. Nothing was changed.' },
      again: 'Ask for a new link',
      signIn: 'Sign in',
    },
    unknown: { title: 'This link is not one of ours', text: 'Perhaps a part of it is missing. Open it from the mail once more.', home: 'To the start page' },
  },
  de: {
    forgotten: {
      title: 'Kennwort vergessen?',
      lead: 'Geben Sie die Adresse ein, mit der Sie sich anmelden. Sie bekommen eine E-Mail mit einem Link, über den Sie ein neues Kennwort wählen.',
      email: 'E-Mail',
      submit: 'Link senden',
      back: 'Zurück zur Anmeldung',
      doneTitle: 'Sehen Sie in Ihr Postfach',
      done: 'Wenn es zu dieser Adresse ein aktives Konto gibt, ist eine E-Mail mit einem Link unterwegs. Der Link wirkt eine Stunde lang und nur einmal.',
      nothing: 'Es kam nichts? Sehen Sie bei den unerwünschten E-Mails nach, prüfen Sie die Adresse, oder fragen Sie einen globalen Administrator oder Benutzeradministrator Ihrer Organisation.',
      limited: (minutes: number) => `Zu viele Anfragen von hier. Es ist nichts verloren; versuchen Sie es in ${minutes} ${minutes === 1 ? 'Minute' : 'Minuten'} noch einmal.`,
    },
    choose: {
      join: { title: 'Willkommen. Wählen Sie Ihr Kennwort', lead: (organisation: string) => `Damit melden Sie sich für ${organisation} bei Tandem an.`, submit: 'Kennwort speichern' },
      reset: { title: 'Wählen Sie ein neues Kennwort', lead: (organisation: string) => `Für Ihr Konto bei ${organisation}. Wo Sie angemeldet sind, endet das.`, submit: 'Neues Kennwort speichern' },
      elsewhere: { title: 'Willkommen', lead: (organisation: string, label: string) => `Für ${organisation} melden Sie sich bei Tandem mit dem Konto an, das Sie bei ${label} haben. Ihr Zugang beginnt mit der ersten Anmeldung.`, go: (label: string) => `Weiter zu ${label}` },
      account: 'Konto',
      password: 'Neues Kennwort',
      hint: 'Mindestens 12 Zeichen; mehrere Wörter merken sich leichter als Sonderzeichen.',
      repeat: 'Noch einmal dasselbe',
      different: 'Die beiden Kennwörter sind verschieden. Geben Sie das neue zweimal ein.',
      reasons: { ...SIGN_IN_WORDS.de.reasons, PASSWORD_UNCHANGED: 'Das ist Ihr jetziges Kennwort. Wählen Sie ein anderes.' },
    },
    done: { title: 'Ihr Kennwort ist gespeichert', text: 'Melden Sie sich jetzt damit an.', signIn: 'Anmelden' },
    ended: {
      join: { title: 'Dieser Link ist abgelaufen', text: 'Er wurde benutzt, durch einen neueren ersetzt oder ist abgelaufen. Bitten Sie die Person, die Sie eingeladen hat, ihn noch einmal zu senden; haben Sie schon ein Kennwort gewählt, melden Sie sich einfach an.' },
      reset: { title: 'Dieser Link ist abgelaufen', text: 'Er wurde benutzt, durch einen neueren ersetzt oder ist abgelaufen. Es wurde nichts geändert.' },
      again: 'Neuen Link anfordern',
      signIn: 'Anmelden',
    },
    unknown: { title: 'Diesen Link kennen wir nicht', text: 'Vielleicht fehlt ein Teil davon. Öffnen Sie ihn noch einmal aus der E-Mail.', home: 'Zur Startseite' },
  },
} as const;
