import type { AgreementLanguage } from '@tandem/enrollment-domain';

/** What stands around the text of an agreement, on its page and in its file. */
interface DocumentWords {
  readonly version: (rank: number) => string;
  readonly from: string;
  readonly hash: string;
  readonly hashSays: string;
  readonly download: string;
  readonly page: (page: number, pages: number) => string;
  readonly fileName: string;
  readonly footer: string;
  readonly unknown: { readonly title: string; readonly lead: string };
  readonly ended: { readonly title: string; readonly lead: string };
  readonly home: string;
}

export const DOCUMENT_WORDS: Readonly<Record<AgreementLanguage, DocumentWords>> = {
  de: {
    version: (rank) => `Version ${rank}`,
    from: 'Gilt ab',
    hash: 'SHA-256',
    hashSays: 'Prüfsumme über Titel und Text in dieser Sprache. Eine Unterschrift hält sie fest.',
    download: 'Als PDF herunterladen',
    page: (page, pages) => `Seite ${page} von ${pages}`,
    fileName: 'Vertrag',
    footer: 'Dieser Link gilt fünf Minuten und zeigt genau diese Version.',
    unknown: { title: 'Dieser Link ist keiner von uns', lead: 'Öffnen Sie den Vertrag in Tandem unter Einstellungen, Verträge.' },
    ended: { title: 'Dieser Link ist abgelaufen', lead: 'Links zu Verträgen gelten fünf Minuten. Öffnen Sie den Vertrag in Tandem noch einmal, unter Einstellungen, Verträge.' },
    home: 'Zu Tandem',
  },
  en: {
    version: (rank) => `Version ${rank}`,
    from: 'In force from',
    hash: 'SHA-256',
    hashSays: 'Checksum over title and text in this language. A signature keeps it.',
    download: 'Download as PDF',
    page: (page, pages) => `Page ${page} of ${pages}`,
    fileName: 'agreement',
    footer: 'This link is good for five minutes and shows exactly this version.',
    unknown: { title: 'This link is not one of ours', lead: 'Open the agreement in Tandem, under Settings, Agreements.' },
    ended: { title: 'This link has ended', lead: 'Links to agreements are good for five minutes. Open the agreement in Tandem again, under Settings, Agreements.' },
    home: 'To Tandem',
  },
};
