import type { CheckId } from '@tandem/enrollment-domain';

const CHECKS_EN: Readonly<Record<CheckId, string>> = {
  email_ownership: 'E-mail address',
  company_domain: 'Domain of the company',
  business_data: 'Company data',
  registration_id: 'Registration id',
  duplicate: 'Other enrollments',
  mpn: 'MPN ID',
};

const CHECKS_DE: Readonly<Record<CheckId, string>> = {
  email_ownership: 'E-Mail-Adresse',
  company_domain: 'Domain des Unternehmens',
  business_data: 'Unternehmensdaten',
  registration_id: 'Registernummer',
  duplicate: 'Andere Anmeldungen',
  mpn: 'MPN-ID',
};

/** The words of the mails about an enrollment. */
export const ENROLLMENT_MAIL_WORDS = {
  en: {
    hello: (name: string) => (name === '' ? 'Hello,' : `Hello ${name},`),
    contact: {
      subject: (company: string) => `Please confirm: ${company} signed up as a reseller`,
      text: (person: string, company: string) =>
        `${person === '' ? 'Somebody' : person} signed up ${company} as an indirect reseller and named you as its primary contact. We have received the enrollment; the review begins when you have confirmed.`,
      points: { title: 'With your confirmation you say', items: (company: string, email: string) => [`that you know that ${company} signed up`, `that ${email} is an address of the company, and read`] },
      button: 'Look and confirm',
      until: (at: string) => `The link is personal and good until ${at}. It works once; only the newest one does.`,
      received: 'What comes of the enrollment is mailed to this address.',
      unknown: 'You do not know about this? Then do not confirm; nothing is reviewed without you.',
    },
    enrollment_received: {
      subject: (company: string) => `Enrollment received: ${company}`,
      text: (company: string) => `We have received the enrollment of ${company} and are looking at it now. You will hear from us as soon as it is decided.`,
      button: 'See the state',
    },
    enrollment_in_review: {
      subject: (company: string) => `In review: ${company}`,
      text: (company: string) => `Thank you for confirming. The enrollment of ${company} is in review now; one of us is looking at it.`,
      button: 'See the state',
    },
    enrollment_approved: {
      subject: (company: string) => `Approved: ${company}`,
      text: (company: string) => `${company} is approved as an indirect reseller. One step is left: a Global admin signs in again, reads the partner agreement on the overview, and accepts it.`,
      button: 'Go to the overview',
    },
    enrollment_rejected: {
      subject: (company: string) => `Not approved: ${company}`,
      text: (company: string) => `We could not approve the enrollment of ${company}. Below stands why. A Global admin can put it right and submit the form again.`,
      button: 'Put it right',
    },
    enrollment_information_requested: {
      subject: (company: string) => `We need something more: ${company}`,
      text: (company: string) => `To go on with the review of ${company} we need something from you. The time of the review stands still until a Global admin has submitted the form again.`,
      button: 'Answer',
    },
    enrollment_stuck: {
      subject: (company: string) => `Later than promised: ${company}`,
      text: (company: string) => `The review of ${company} takes longer than the five business days that we promised. Our operations have been told. There is nothing that you have to do; if you want to help, the page below says what is still open.`,
      button: 'See what is open',
    },
    enrollment_suspended: {
      subject: (company: string) => `Suspended: ${company}`,
      text: (company: string) => `The reseller account of ${company} is suspended. What exists stays manageable; nothing new can begin.`,
      button: 'See the state',
    },
    enrollment_resumed: {
      subject: (company: string) => `Active again: ${company}`,
      text: (company: string) => `The suspension of the reseller account of ${company} is lifted. Everything works again.`,
      button: 'Go to the overview',
    },
    expected: (from: string, until: string) => (from === until ? `A decision is expected by the end of ${until}.` : `A decision is expected between ${from} and the end of ${until}.`),
    said: (reason: string) => `What we were told to pass on:\n${reason}`,
    checksTitle: 'About single checks',
    checks: CHECKS_EN,
    guide: (url: string) => `What is checked, and whom you can ask: ${url}`,
    why: 'You get this mail as the primary contact of the company.',
  },
  de: {
    hello: (name: string) => (name === '' ? 'Guten Tag,' : `Guten Tag ${name},`),
    contact: {
      subject: (company: string) => `Bitte bestätigen: ${company} hat sich als Wiederverkäufer angemeldet`,
      text: (person: string, company: string) =>
        `${person === '' ? 'Jemand' : person} hat ${company} als indirekten Wiederverkäufer angemeldet und Sie als Hauptkontakt genannt. Die Anmeldung ist eingegangen; die Prüfung beginnt, sobald Sie bestätigt haben.`,
      points: { title: 'Mit der Bestätigung sagen Sie', items: (company: string, email: string) => [`dass Sie von der Anmeldung von ${company} wissen`, `dass ${email} eine Adresse des Unternehmens ist und gelesen wird`] },
      button: 'Ansehen und bestätigen',
      until: (at: string) => `Der Link ist persönlich und gilt bis ${at}. Er gilt einmal, und nur der neueste.`,
      received: 'Was aus der Anmeldung wird, schreiben wir an diese Adresse.',
      unknown: 'Sie wissen nichts davon? Dann bestätigen Sie nicht; ohne Sie wird nichts geprüft.',
    },
    enrollment_received: {
      subject: (company: string) => `Anmeldung eingegangen: ${company}`,
      text: (company: string) => `Die Anmeldung von ${company} ist eingegangen, und wir sehen sie uns jetzt an. Sie hören von uns, sobald entschieden ist.`,
      button: 'Stand ansehen',
    },
    enrollment_in_review: {
      subject: (company: string) => `In Prüfung: ${company}`,
      text: (company: string) => `Vielen Dank für die Bestätigung. Die Anmeldung von ${company} ist jetzt in Prüfung; jemand von uns sieht sie sich an.`,
      button: 'Stand ansehen',
    },
    enrollment_approved: {
      subject: (company: string) => `Genehmigt: ${company}`,
      text: (company: string) => `${company} ist als indirekter Wiederverkäufer genehmigt. Ein Schritt fehlt noch: Ein globaler Administrator meldet sich erneut an, liest auf der Übersicht den Partnervertrag und nimmt ihn an.`,
      button: 'Zur Übersicht',
    },
    enrollment_rejected: {
      subject: (company: string) => `Nicht genehmigt: ${company}`,
      text: (company: string) => `Wir konnten die Anmeldung von ${company} nicht genehmigen. Unten steht, warum. Ein globaler Administrator kann sie berichtigen und das Formular erneut absenden.`,
      button: 'Berichtigen',
    },
    enrollment_information_requested: {
      subject: (company: string) => `Wir brauchen noch etwas: ${company}`,
      text: (company: string) => `Um ${company} weiter zu prüfen, brauchen wir noch etwas von Ihnen. Die Frist der Prüfung steht still, bis ein globaler Administrator das Formular erneut abgesendet hat.`,
      button: 'Antworten',
    },
    enrollment_stuck: {
      subject: (company: string) => `Später als zugesagt: ${company}`,
      text: (company: string) => `Die Prüfung von ${company} dauert länger als die fünf Werktage, die wir zugesagt haben. Unser Betrieb weiß davon. Sie müssen nichts tun; wenn Sie helfen möchten: Die Seite unten sagt, was noch offen ist.`,
      button: 'Ansehen, was offen ist',
    },
    enrollment_suspended: {
      subject: (company: string) => `Gesperrt: ${company}`,
      text: (company: string) => `Das Wiederverkäufer-Konto von ${company} ist gesperrt. Was besteht, bleibt verwaltbar; Neues kann nicht beginnen.`,
      button: 'Stand ansehen',
    },
    enrollment_resumed: {
      subject: (company: string) => `Wieder aktiv: ${company}`,
      text: (company: string) => `Die Sperre des Wiederverkäufer-Kontos von ${company} ist aufgehoben. Alles geht wieder.`,
      button: 'Zur Übersicht',
    },
    expected: (from: string, until: string) => (from === until ? `Mit einer Entscheidung ist bis zum Ende des ${until} zu rechnen.` : `Mit einer Entscheidung ist zwischen dem ${from} und dem Ende des ${until} zu rechnen.`),
    said: (reason: string) => `Dazu sollen wir Ihnen sagen:\n${reason}`,
    checksTitle: 'Zu einzelnen Prüfungen',
    checks: CHECKS_DE,
    guide: (url: string) => `Was geprüft wird und wen Sie fragen können: ${url}`,
    why: 'Sie bekommen diese Nachricht als Hauptkontakt des Unternehmens.',
  },
} as const;
