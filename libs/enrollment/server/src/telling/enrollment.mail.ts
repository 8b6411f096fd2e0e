import type { CheckRemark } from '@tandem/enrollment-domain';
import { dayOf, mailLayout, moment } from '@tandem/platform-server';
import type { Mail, MailBlock } from '@tandem/platform-server';
import { ENROLLMENT_MAIL_WORDS } from './enrollment-mail.words.data';

/** What a primary contact can be told. */
export const TELLINGS = ['enrollment_received', 'enrollment_in_review', 'enrollment_approved', 'enrollment_rejected', 'enrollment_information_requested', 'enrollment_stuck', 'enrollment_suspended', 'enrollment_resumed'] as const;
export type Telling = (typeof TELLINGS)[number];

/** To whom a mail about an enrollment goes. */
export interface EnrollmentMail {
  readonly locale: 'de' | 'en';
  readonly recipient: string;
  /** Name of the contact; empty when it is not known. */
  readonly name: string;
  readonly companyName: string;
  /** The organisation as it signs in; the mail goes out on its behalf. */
  readonly organisation: string;
  readonly footer: string;
}

/** What a mail tells beside what happened. */
export interface Told {
  /** Where the company goes on. */
  readonly url: string;
  /** When a decision is expected, and the zone in which those days are counted; `until` is the first instant that is too late. */
  readonly expected?: { readonly from: Date; readonly until: Date; readonly zone: string };
  /** What the operator said. */
  readonly reason?: string;
  readonly checks?: readonly CheckRemark[];
  /** Where it stands what is checked and whom to ask. */
  readonly guide?: string;
}

function letter(to: EnrollmentMail, subject: string, blocks: readonly MailBlock[], notes: readonly string[]): Mail {
  const { locale, organisation, recipient, footer } = to;
  return { subject, ...mailLayout({ locale, sender: organisation, title: subject, blocks, notes, recipient, ...(footer ? { footer } : {}) }), from: { name: organisation } };
}

/** Asks the primary contact whether the company signed up and the address is its own (EML-01). */
export function contactMail(to: EnrollmentMail, { url, expiresAt, signedUpBy }: { readonly url: string; readonly expiresAt: Date; readonly signedUpBy: string }): Mail {
  const words = ENROLLMENT_MAIL_WORDS[to.locale];
  const { subject, text, points, button, until, unknown } = words.contact;
  const blocks: MailBlock[] = [
    { kind: 'paragraph', text: `${words.hello(to.name)}\n\n${text(signedUpBy, to.companyName)}` },
    { kind: 'list', title: points.title, items: points.items(to.companyName, to.recipient) },
    { kind: 'button', label: button, url, note: until(moment(expiresAt, to.locale)) },
  ];
  return letter(to, subject(to.companyName), blocks, [words.contact.received, unknown]);
}

/** Tells the primary contact what became of the enrollment (EML-02, EML-03, EML-09, EML-11). */
export function tellingMail(to: EnrollmentMail, telling: Telling, { url, expected, reason, checks = [], guide }: Told): Mail {
  const words = ENROLLMENT_MAIL_WORDS[to.locale];
  const { subject, text, button } = words[telling];
  const day = (at: Date): string => dayOf(at, to.locale, expected?.zone);
  const when = expected && words.expected(day(expected.from), day(new Date(expected.until.getTime() - 1)));
  const said = [text(to.companyName), ...(when ? [when] : []), ...(reason ? [words.said(reason)] : [])].join('\n\n');
  const blocks: MailBlock[] = [
    { kind: 'paragraph', text: `${words.hello(to.name)}\n\n${said}` },
    ...(checks.length > 0 ? [{ kind: 'list', title: words.checksTitle, items: checks.map((check) => `${words.checks[check.id]}: ${check.reason}`) } as const] : []),
    { kind: 'button', label: button, url },
  ];
  return letter(to, subject(to.companyName), blocks, [...(guide ? [words.guide(guide)] : []), words.why]);
}
