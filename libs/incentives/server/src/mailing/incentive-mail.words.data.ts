/** The words of the mails about an incentive. */
export const INCENTIVE_MAIL_WORDS = {
  en: {
    invitation: {
      subject: 'Partner Incentive Enrollment Invitation',
      title: (program: string) => `Your invitation: ${program}`,
      text: (organisation: string, program: string, mpnId: string) =>
        `Hello,\n\n${organisation} can take part in the ${program}. The invitation is for the MPN location ${mpnId}, and it goes to the e-mail address of that location.`,
      until: (when: string, days: number) => (days > 0 ? `You can enroll until ${when}: ${days === 1 ? 'one day is' : `${days} days are`} left.` : `The time to enroll ended on ${when}. You can still enroll; what was sold before does not count.`),
    },
    reminder: {
      subject: (program: string, days: number) => `Reminder: ${days === 0 ? 'last day' : days === 1 ? '1 day left' : `${days} days left`} to enroll – ${program}`,
      title: (days: number) => (days === 0 ? 'Today is the last day' : days === 1 ? 'One day left' : `${days} days left`),
      text: (organisation: string, program: string, mpnId: string) => `Hello,\n\n${organisation} was invited to the ${program} for the MPN location ${mpnId} and has not enrolled yet.`,
      until: (when: string) => `You can enroll until ${when}.`,
    },
    steps: { title: 'What it takes', items: ['an Incentive admin for this location; a Global or an Account admin appoints one', 'where payouts go, and a tax number', 'our check of both, which takes up to 48 hours'] },
    button: 'Get started',
    calendar: 'The deadline is attached as a calendar file.',
    stop: 'Reminders end as soon as somebody enrolls or declines.',
    other: 'The incentives of other programs of your organisation are separate from this one.',
    why: (recipient: string, organisation: string, mpnId: string) => `This message went to ${recipient} because it is the e-mail address of the MPN location ${mpnId} of ${organisation}.`,
    deadline: (program: string) => `Last day to enroll: ${program}`,
    deadlineText: (mpnId: string) => `MPN location ${mpnId}. An Incentive admin of the location enrolls on the page below.`,
  },
  de: {
    invitation: {
      subject: 'Einladung zum Anreizprogramm für Partner',
      title: (program: string) => `Ihre Einladung: ${program}`,
      text: (organisation: string, program: string, mpnId: string) =>
        `Guten Tag,\n\n${organisation} kann am ${program} teilnehmen. Die Einladung gilt für den MPN-Standort ${mpnId} und geht an die E-Mail-Adresse dieses Standorts.`,
      until: (when: string, days: number) => (days > 0 ? `Sie können sich bis ${when} anmelden: noch ${days === 1 ? 'ein Tag' : `${days} Tage`}.` : `Die Frist endete am ${when}. Anmelden können Sie sich weiterhin; was vorher verkauft wurde, zählt nicht.`),
    },
    reminder: {
      subject: (program: string, days: number) => `Erinnerung: ${days === 0 ? 'letzter Tag' : days === 1 ? 'noch 1 Tag' : `noch ${days} Tage`} zur Anmeldung – ${program}`,
      title: (days: number) => (days === 0 ? 'Heute ist der letzte Tag' : days === 1 ? 'Noch ein Tag' : `Noch ${days} Tage`),
      text: (organisation: string, program: string, mpnId: string) => `Guten Tag,\n\n${organisation} wurde für den MPN-Standort ${mpnId} zum ${program} eingeladen und ist noch nicht angemeldet.`,
      until: (when: string) => `Sie können sich bis ${when} anmelden.`,
    },
    steps: { title: 'Was dazu nötig ist', items: ['ein Incentive-Administrator für diesen Standort; ein globaler oder ein Kontoadministrator ernennt ihn', 'wohin Auszahlungen gehen, und eine Steuernummer', 'unsere Prüfung von beidem, bis zu 48 Stunden'] },
    button: 'Loslegen',
    calendar: 'Die Frist liegt als Kalenderdatei bei.',
    stop: 'Die Erinnerungen enden, sobald sich jemand anmeldet oder ablehnt.',
    other: 'Die Anreize anderer Programme Ihrer Organisation sind davon unabhängig.',
    why: (recipient: string, organisation: string, mpnId: string) => `Diese Nachricht ging an ${recipient}, weil das die E-Mail-Adresse des MPN-Standorts ${mpnId} von ${organisation} ist.`,
    deadline: (program: string) => `Letzter Tag zur Anmeldung: ${program}`,
    deadlineText: (mpnId: string) => `MPN-Standort ${mpnId}. Ein Incentive-Administrator des Standorts meldet auf der Seite unten an.`,
  },
} as const;
