import { mailLayout, moment } from '@tandem/platform-server';
import type { Mail, MailBlock } from '@tandem/platform-server';
import { ACCOUNT_MAIL_WORDS } from './account-mail.words.data';

/** To whom a mail about an account goes, and on whose behalf. */
export interface AccountMail {
  readonly locale: 'de' | 'en';
  /** Full name of the person. */
  readonly name: string;
  readonly email: string;
  readonly organisation: string;
  readonly footer: string;
  /** What people call the outside issuer at which they sign in; undefined when it is here. */
  readonly issuer?: string | undefined;
}

const greeted = ({ locale, name }: AccountMail, text: string): MailBlock => ({ kind: 'paragraph', text: `${ACCOUNT_MAIL_WORDS[locale].hello(name)}\n\n${text}` });

function letter(to: AccountMail, subject: string, title: string, blocks: readonly MailBlock[], notes: readonly string[]): Mail {
  const { locale, organisation, email, footer } = to;
  return { subject, ...mailLayout({ locale, sender: organisation, title, blocks, notes, recipient: email, ...(footer ? { footer } : {}) }), from: { name: organisation } };
}

/** What a mail with a link may be: an invitation by somebody else, the first access to an own work account, or another password. */
export const LINK_TEMPLATES = ['person_invitation', 'work_account', 'password_link'] as const;
export type LinkTemplate = (typeof LINK_TEMPLATES)[number];

/** The mail with the link by which a person chooses a password: the first one, or another in the place of a forgotten one. */
export function linkMail(to: AccountMail, { template, url, expiresAt }: { readonly template: LinkTemplate; readonly url: string; readonly expiresAt: Date }): Mail {
  const words = ACCOUNT_MAIL_WORDS[to.locale];
  const elsewhere = to.issuer !== undefined && template !== 'password_link' ? words.elsewhere(to.issuer) : {};
  const { subject, title, text, button, unknown } = { ...words[template], ...elsewhere };
  const blocks = [greeted(to, text(to.organisation, to.email)), { kind: 'button', label: button, url, note: words.until(moment(expiresAt, to.locale)) }] as const;
  return letter(to, subject(to.organisation), title, blocks, [words.personal, unknown(to.organisation)]);
}

/** Notices about accounts, each with the path where the person goes on. */
export const NOTICE_PATHS = { password_changed: '/auth/forgotten', password_reset: '/auth/sign-in', second_factor_reset: '/account' } as const;
export type Notice = keyof typeof NOTICE_PATHS;

/** The notice that a way in has changed, without any link that opens something by itself. `url`: where the person goes on. */
export function noticeMail(to: AccountMail, { template, url, at }: { readonly template: Notice; readonly url: string; readonly at: Date }): Mail {
  const { subject, text, ask, button } = ACCOUNT_MAIL_WORDS[to.locale][template];
  return letter(to, subject, subject, [greeted(to, text(to.email, moment(at, to.locale))), { kind: 'button', label: button, url, note: ask }], []);
}
