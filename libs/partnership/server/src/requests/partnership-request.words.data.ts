import type { Brief, KindWords, MailWords } from '@tandem/invitations-server';
import type { InvitationText } from '@tandem/invitations-domain';

type Names = { readonly inviter: string; readonly invited?: string | undefined };

/** All words of a partnership request in one language. */
export interface RequestWords {
  readonly draft: (brief: Brief) => InvitationText;
  readonly page: (names: Names) => KindWords;
  readonly mail: (inviter: string) => MailWords;
}

const mailDe = (inviter: string): MailWords => ({
  title: `${inviter} möchte Ihr indirekter Anbieter sein`,
  button: 'Einladung ansehen',
  grantsTitle: `Wenn Sie autorisieren, darf ${inviter}`,
  grants: [
    'für Ihre Kunden bestellen, die auch dem Anbieter zugestimmt haben',
    'für diese Kunden Abonnements hinzufügen',
    'Ihr Arbeitskonto verwalten; das können Sie jederzeit zurücknehmen',
  ],
});

const mailEn = (inviter: string): MailWords => ({
  title: `${inviter} would like to be your indirect provider`,
  button: 'View the invitation',
  grantsTitle: `If you authorize, ${inviter} may`,
  grants: [
    'order for your customers who have agreed to the provider as well',
    'add subscriptions for these customers',
    'administer your work account; you can take that back at any time',
  ],
});

const list = ({ grantsTitle, grants }: MailWords): string => [grantsTitle, ...grants.map((grant) => `- ${grant}`)].join('\n');

const de: RequestWords = {
  mail: mailDe,
  draft: ({ organisation, person, url, recipient }) => ({
    subject: `Partnerschaft mit ${organisation}`,
    body: [
      recipient ? `Guten Tag ${recipient},` : 'Guten Tag,',
      `${organisation} möchte Ihr indirekter Anbieter sein. Ihre Kunden bleiben Ihre Kunden; wir liefern, rechnen ab und helfen im Hintergrund.`,
      'Bitte öffnen Sie Ihre Einladung und bestätigen Sie als Globaler Administrator:',
      url,
      list(mailDe(organisation)),
      `Freundliche Grüße\n${person}\n${organisation}`,
    ].join('\n\n'),
  }),
  page: ({ inviter, invited = 'Ihre Organisation', invited: named }) => ({
    title: `${inviter} möchte Ihr indirekter Anbieter sein`,
    sides: { inviter: 'Anbieter', invited: 'Wiederverkäufer' },
    columns: ['Das darf der Anbieter dann', 'Was das heißt', 'So nehmen Sie es zurück'],
    grants: [
      { icon: 'receipt-text', title: 'Für Ihre Kunden bestellen', meaning: `${inviter} gibt Bestellungen auf. Das gilt nur für Kunden, die auch dem Anbieter zugestimmt haben.`, takeBack: 'Endet mit der Partnerschaft.' },
      { icon: 'layers', title: 'Abonnements hinzufügen', meaning: `${inviter} legt für diese Kunden Abonnements an und ändert deren Menge.`, takeBack: 'Endet mit der Partnerschaft.' },
      {
        icon: 'key-round',
        title: 'Ihr Arbeitskonto verwalten',
        meaning: `${inviter} wird Administrator im Konto ${named === undefined ? 'Ihrer Organisation' : `von ${named}`}: Benutzer, Lizenzen, Kennwörter.`,
        takeBack: 'Jederzeit zurückzunehmen, mit einem Klick unter „Indirekte Anbieter“. Die Partnerschaft bleibt bestehen.',
      },
    ],
    unchanged: ['Ihre Kunden sieht der Anbieter nicht automatisch.', 'Sie können weitere Anbieter autorisieren.', 'Kein Kunde und kein Abonnement wird übertragen.'],
    consent: `Ich habe die drei Rechte gelesen und autorisiere ${inviter} für ${invited}.`,
    confirm: 'Indirekten Anbieter autorisieren',
    refusals: {
      ACCOUNT_SUSPENDED: {
        title: `Das Konto von ${invited} ist ausgesetzt`,
        text: 'Solange das so ist, beginnt nichts Neues. Den Grund nennt die Übersicht; klären Sie ihn mit dem Betreiber. Die Einladung bleibt gültig.',
        next: { label: 'Zur Übersicht', href: '/' },
      },
      NOT_ENROLLED: {
        title: `${invited} ist noch kein indirekter Wiederverkäufer`,
        text: 'Zuerst meldet ein Globaler Administrator Ihre Organisation im Programm an. Diese Einladung ist gemerkt: Sie finden sie auf Ihrer Übersicht wieder, und sie gilt noch 30 Tage nach der Freischaltung.',
        next: { label: 'Zur Übersicht', href: '/' },
      },
      AGREEMENT_REQUIRED: {
        title: 'Der Partnervertrag ist noch nicht angenommen',
        text: 'Nehmen Sie ihn auf der Übersicht an. Diese Einladung ist gemerkt und wartet dort auf Sie.',
        next: { label: 'Zur Übersicht', href: '/' },
      },
      REGION_MISMATCH: {
        title: 'Anbieter und Wiederverkäufer gehören zu verschiedenen Regionen',
        text: `Eine Partnerschaft gibt es nur innerhalb einer Region. ${inviter} kann ${invited} deshalb nicht beliefern; suchen Sie einen Anbieter Ihrer Region.`,
      },
      PROVIDER_INACTIVE: { title: `${inviter} ist zurzeit kein aktiver Anbieter`, text: 'Fragen Sie dort nach; die Einladung bleibt gültig.' },
    },
  }),
};

const en: RequestWords = {
  mail: mailEn,
  draft: ({ organisation, person, url, recipient }) => ({
    subject: `Partnership with ${organisation}`,
    body: [
      recipient ? `Hello ${recipient},` : 'Hello,',
      `${organisation} would like to be your indirect provider. Your customers stay your customers; we supply, bill and help in the background.`,
      'Open your invitation and confirm it as Global admin:',
      url,
      list(mailEn(organisation)),
      `Kind regards\n${person}\n${organisation}`,
    ].join('\n\n'),
  }),
  page: ({ inviter, invited = 'your organisation' }) => ({
    title: `${inviter} would like to be your indirect provider`,
    sides: { inviter: 'Provider', invited: 'Reseller' },
    columns: ['What the provider may do then', 'What that means', 'How you take it back'],
    grants: [
      { icon: 'receipt-text', title: 'Order for your customers', meaning: `${inviter} places orders. Only for customers who have agreed to the provider as well.`, takeBack: 'Ends with the partnership.' },
      { icon: 'layers', title: 'Add subscriptions', meaning: `${inviter} adds subscriptions for these customers and changes their quantity.`, takeBack: 'Ends with the partnership.' },
      {
        icon: 'key-round',
        title: 'Administer your work account',
        meaning: `${inviter} becomes administrator in the account of ${invited}: users, licences, passwords.`,
        takeBack: 'Taken back at any time, with one click under “Indirect providers”. The partnership lives on.',
      },
    ],
    unchanged: ['The provider does not see your customers by itself.', 'You can authorize other providers as well.', 'No customer and no subscription is moved.'],
    consent: `I have read the three rights and authorize ${inviter} for ${invited}.`,
    confirm: 'Authorize indirect provider',
    refusals: {
      ACCOUNT_SUSPENDED: {
        title: `The account of ${invited} is suspended`,
        text: 'As long as it is, nothing new begins. The overview says why; settle it with the operator. The invitation stays valid.',
        next: { label: 'To the overview', href: '/' },
      },
      NOT_ENROLLED: {
        title: `${invited} is not an indirect reseller yet`,
        text: 'First a Global admin enrolls your organisation in the program. This invitation is remembered: you find it again on your overview, and it stays valid for 30 days after the activation.',
        next: { label: 'To the overview', href: '/' },
      },
      AGREEMENT_REQUIRED: {
        title: 'The partner agreement has not been accepted yet',
        text: 'Accept it on the overview. This invitation is remembered and waits for you there.',
        next: { label: 'To the overview', href: '/' },
      },
      REGION_MISMATCH: {
        title: 'Provider and reseller are in different regions',
        text: `There are partnerships within one region only. ${inviter} therefore cannot supply ${invited}; look for a provider of your region.`,
      },
      PROVIDER_INACTIVE: { title: `${inviter} is not an active provider at present`, text: 'Ask there; the invitation stays valid.' },
    },
  }),
};

export const REQUEST_WORDS = { de, en } as const satisfies Record<'de' | 'en', RequestWords>;
