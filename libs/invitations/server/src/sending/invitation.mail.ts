import type { Invitation } from '@tandem/invitations-domain';
import { mailLayout } from '@tandem/platform-server';
import type { Mail, MailBlock } from '@tandem/platform-server';
import type { MailWords } from '../kinds/invitation-kind';
import { moment } from '../moment';

/** What an invitation's mail is made from. */
export interface InvitationMail {
  readonly invitation: Pick<Invitation, 'language' | 'subject' | 'body' | 'expiresAt' | 'expiryHeld' | 'inviterName' | 'inviterEmail'>;
  readonly organisation: string;
  readonly words: MailWords;
  readonly url: string;
  readonly recipient: string;
  readonly footer: string;
}

const WORDS = {
  de: {
    read: 'Lesen können Sie sie ohne Anmeldung.', until: (when: string) => ` Gültig bis ${when}.`,
    personal: (name: string) => `Der Link gehört zu ${name}. Geben Sie ihn nicht weiter.`, unknown: (name: string) => `Sie kennen ${name} nicht? Dann müssen Sie nichts tun.`,
  },
  en: {
    read: 'You can read it without signing in.', until: (when: string) => ` Valid until ${when}.`,
    personal: (name: string) => `The link belongs to ${name}. Do not pass it on.`, unknown: (name: string) => `You do not know ${name}? Then there is nothing to do.`,
  },
} as const;

/** One paragraph as typed: the line of the link becomes the button, a closing list of dashes a list, everything else stays text. */
function blocksOf(paragraph: string, url: string, button: MailBlock): MailBlock[] {
  if (paragraph.includes(url)) {
    const [before = '', ...rest] = paragraph.split(url).map((text) => text.replace(/^[>\s]+|[<\s]+$/g, ''));
    const text = (one: string): MailBlock[] => (one === '' ? [] : [{ kind: 'paragraph', text: one }]);
    return [...text(before), button, ...text(rest.join(url))];
  }
  const lines = paragraph.split('\n');
  const from = lines.findIndex((line) => /^[-–] /.test(line));
  if (from < 1 || !lines.slice(from).every((line) => /^[-–] /.test(line))) return [{ kind: 'paragraph', text: paragraph }];
  return [{ kind: 'list', title: lines.slice(0, from).join(' '), items: lines.slice(from).map((line) => line.slice(2)) }];
}

/** The mail of an invitation (EML-04): the inviter's own text with the link, and what accepting allows even if the text no longer says it. */
export function invitationMail({ invitation, organisation, words, url, recipient, footer }: InvitationMail): Mail {
  const { language, subject, body, expiresAt, expiryHeld, inviterName, inviterEmail } = invitation;
  const say = WORDS[language];
  const note = say.read + (expiresAt === null || expiryHeld ? '' : say.until(moment(expiresAt, language)));
  const paragraphs = body.replace(/\r\n?/g, '\n').trim().split(/\n{2,}/);
  const blocks = paragraphs.flatMap((paragraph) => blocksOf(paragraph, url, { kind: 'button', label: words.button, url, note }));
  const unsaid = words.grants.filter((grant) => !body.includes(grant));
  if (unsaid.length > 0) blocks.push({ kind: 'list', title: words.grantsTitle, items: unsaid });
  const notes = [say.personal(organisation), say.unknown(organisation)];
  const letter = mailLayout({ locale: language, sender: organisation, title: words.title, blocks, notes, recipient, ...(footer ? { footer } : {}) });
  return { subject, ...letter, from: { name: organisation }, ...(inviterEmail === null ? {} : { replyTo: { name: inviterName, address: inviterEmail } }) };
}
