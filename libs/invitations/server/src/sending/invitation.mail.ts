import type { Invitation } from '@tandem/invitations-domain';
import { dayOf, mailLayout, moment } from '@tandem/platform-server';
import type { Mail, MailBlock } from '@tandem/platform-server';
import type { MailWords } from '../kinds/invitation-kind';

/** What an invitation's mail is made from. */
export interface InvitationMail {
  readonly invitation: Pick<Invitation, 'language' | 'subject' | 'body' | 'expiresAt' | 'expiryHeld' | 'inviterName' | 'inviterEmail'>;
  readonly organisation: string;
  readonly words: MailWords;
  readonly url: string;
  readonly recipient: string;
  readonly footer: string;
  /** Set for a reminder: when the first mail went out. */
  readonly remindsOf?: Date;
}

const WORDS = {
  de: {
    read: 'Lesen können Sie sie ohne Anmeldung.', until: (when: string) => ` Gültig bis ${when}.`,
    personal: (name: string) => `Der Link gehört zu ${name}. Geben Sie ihn nicht weiter.`, unknown: (name: string) => `Sie kennen ${name} nicht? Dann müssen Sie nichts tun.`,
    again: 'Erinnerung', reminder: (day: string) => `Zur Erinnerung: Diese Anfrage haben wir Ihnen am ${day} gesendet. Sie ist noch offen.`, enough: ' Möchten Sie keine Erinnerung mehr, antworten Sie einfach auf diese E-Mail.',
  },
  en: {
    read: 'You can read it without signing in.', until: (when: string) => ` Valid until ${when}.`,
    personal: (name: string) => `The link belongs to ${name}. Do not pass it on.`, unknown: (name: string) => `You do not know ${name}? Then there is nothing to do.`,
    again: 'Reminder', reminder: (day: string) => `A reminder: we sent you this request on ${day}. It is still open.`, enough: ' If you would rather not be reminded again, simply answer this mail.',
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

/**
 * The mail of an invitation (EML-04): the inviter's own text with the link, and what accepting allows even if the text no longer says it. As a
 * reminder (INV-12) it says so in subject and first lines, and is the same letter otherwise.
 */
export function invitationMail({ invitation, organisation, words, url, recipient, footer, remindsOf }: InvitationMail): Mail {
  const { language, subject, body, expiresAt, expiryHeld, inviterName, inviterEmail } = invitation;
  const say = WORDS[language];
  const note = say.read + (expiresAt === null || expiryHeld ? '' : say.until(moment(expiresAt, language)));
  const lead: MailBlock[] = remindsOf ? [{ kind: 'paragraph', text: say.reminder(dayOf(remindsOf, language)) + (inviterEmail === null ? '' : say.enough) }] : [];
  const paragraphs = body.replace(/\r\n?/g, '\n').trim().split(/\n{2,}/);
  const blocks = [...lead, ...paragraphs.flatMap((paragraph) => blocksOf(paragraph, url, { kind: 'button', label: words.button, url, note }))];
  const unsaid = words.grants.filter((grant) => !body.includes(grant));
  if (unsaid.length > 0) blocks.push({ kind: 'list', title: words.grantsTitle, items: unsaid });
  const notes = [say.personal(organisation), say.unknown(organisation)];
  const letter = mailLayout({ locale: language, sender: organisation, title: words.title, blocks, notes, recipient, ...(footer ? { footer } : {}) });
  return { subject: remindsOf ? `${say.again}: ${subject}` : subject, ...letter, from: { name: organisation }, ...(inviterEmail === null ? {} : { replyTo: { name: inviterName, address: inviterEmail } }) };
}
