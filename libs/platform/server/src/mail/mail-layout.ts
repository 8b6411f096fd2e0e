import { Liquid } from 'liquidjs';
import { LAYOUT } from './layout.generated';

/** One piece of a mail's body. */
export type MailBlock =
  /** Plain text; line ends are kept. */
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
  /** Small lines below a rule at the end of the letter, e.g. what to do when one does not know the sender. */
  readonly notes?: readonly string[];
  /** Address it goes to; the line below the letter says why it came. */
  readonly recipient: string;
  /** Why it came, where another reason than that the sender entered the address. */
  readonly why?: string;
  /** The operator's own lines (MAIL_FOOTER). */
  readonly footer?: string;
}

const WORDS = {
  en: {
    via: 'via Tandem',
    fallback: 'The button opens nothing?',
    why: (recipient: string, sender: string) => `This message went to ${recipient} because ${sender} entered this address.`,
    sent: (recipient: string, sender: string) => `Sent by ${sender}\nvia Tandem to ${recipient}`,
  },
  de: {
    via: 'über Tandem',
    fallback: 'Der Knopf öffnet nichts?',
    why: (recipient: string, sender: string) => `Diese Nachricht ging an ${recipient}, weil ${sender} diese Adresse eingetragen hat.`,
    sent: (recipient: string, sender: string) => `Gesendet von ${sender}\nüber Tandem an ${recipient}`,
  },
} as const;

const WIDTH = 72;
const liquid = new Liquid({ outputEscape: 'escape', strictVariables: false, strictFilters: true });
const template = liquid.parse(LAYOUT);

/** Both parts of a mail from one content. Everything is escaped; the link stands once in the text part, on a line of its own. */
export function mailLayout(content: MailContent): { html: string; text: string } {
  const { locale, sender, title, blocks, notes = [], recipient, footer = '' } = content;
  const words = WORDS[locale];
  const why = content.why ?? words.why(recipient, sender);
  const html: unknown = liquid.renderSync(template, {
    locale,
    sender,
    title,
    preview: title,
    blocks,
    lines: notes,
    url: blocks.find((block) => block.kind === 'button')?.url,
    footer,
    words: { via: words.via, fallback: words.fallback, why },
  });
  const text = [...blocks.map(blockText), [...notes, ...(content.why === undefined ? [] : [why])].map((note) => wrap(note)).join('\n'), `-- \n${words.sent(recipient, sender)}`, wrap(footer)];
  return { html: String(html), text: `${text.filter((part) => part !== '').join('\n\n')}\n` };
}

function blockText(block: MailBlock): string {
  switch (block.kind) {
    case 'paragraph':
      return wrap(block.text);
    case 'list':
      return [wrap(block.title), ...block.items.map((item) => wrap(item, '- '))].join('\n');
    case 'button':
      return block.note ? `${block.url}\n\n${wrap(block.note)}` : block.url;
  }
}

/** Breaks lines at words; a word that is too long (a link) stays whole. */
function wrap(text: string, mark = ''): string {
  const most = WIDTH - mark.length;
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && longer.length > most) lines.push(line);
      line = line !== '' && longer.length > most ? word : longer;
    }
    lines.push(line);
  }
  return mark + lines.join(`\n${' '.repeat(mark.length)}`);
}
