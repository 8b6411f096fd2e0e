import { INCENTIVE_PROGRAM_DATA } from '@tandem/incentives-domain';
import type { Incentive } from '@tandem/incentives-domain';
import { calendarDaysBetween } from '@tandem/platform-kernel';
import { mailLayout, moment } from '@tandem/platform-server';
import type { Mail, MailBlock } from '@tandem/platform-server';
import { zoneOf } from '../zone-of';
import type { Addressee } from './addressees';
import { incentiveCalendar } from './incentive-calendar';
import { INCENTIVE_MAIL_WORDS } from './incentive-mail.words.data';

/** What a mail about an incentive is made from. */
export interface IncentiveMail {
  readonly incentive: Pick<Incentive, 'id' | 'program' | 'enrollDueAt' | 'version'>;
  readonly to: Addressee;
  readonly recipient: string;
  readonly locale: 'de' | 'en';
  /** Where somebody of the organisation goes on. */
  readonly url: string;
  readonly sender: string;
  readonly footer: string;
  readonly now: Date;
}

/** The page on which a program is enrolled in. */
export const incentivePath = (program: Incentive['program']): string => `/incentives?program=${program}`;

/** What both mails share: whose it is, the deadline in the organisation's own time, and the days until then as its calendar counts them (TIM-08). */
function factsOf({ incentive, to, locale, now }: IncentiveMail) {
  const zone = zoneOf(to.country);
  const words = INCENTIVE_MAIL_WORDS[locale];
  return { words, program: INCENTIVE_PROGRAM_DATA[incentive.program].name[locale], mpnId: to.mpnId ?? '', when: moment(incentive.enrollDueAt, locale, zone), days: calendarDaysBetween(now, incentive.enrollDueAt, zone) };
}

function letter(mail: IncentiveMail, { subject, title, text, notes, withSteps }: { subject: string; title: string; text: string; notes: readonly string[]; withSteps: boolean }): Mail {
  const { to, recipient, locale, url, sender, footer } = mail;
  const { words, mpnId } = factsOf(mail);
  const blocks: MailBlock[] = [
    { kind: 'paragraph', text },
    ...(withSteps ? [{ kind: 'list', title: words.steps.title, items: words.steps.items } as const] : []),
    { kind: 'button', label: words.button, url },
  ];
  const why = words.why(recipient, to.organisation, mpnId);
  return { subject, ...mailLayout({ locale, sender, title, blocks, notes, recipient, why, ...(footer ? { footer } : {}) }), from: { name: sender } };
}

/** Invites the associated location to enroll (EML-07, INC-06); its deadline goes with it as a calendar file. */
export function incentiveInvitationMail(mail: IncentiveMail): Mail {
  const { words, program, mpnId, when, days } = factsOf(mail);
  const { subject, title, text, until } = words.invitation;
  const notes = [words.calendar, words.stop, words.other];
  return {
    ...letter(mail, { subject, title: title(program), text: `${text(mail.to.organisation, program, mpnId)}\n\n${until(when, days)}`, notes, withSteps: true }),
    attachments: [{ filename: 'incentive.ics', contentType: 'text/calendar; charset=utf-8', content: incentiveCalendar({ ...mail, mpnId }) }],
  };
}

/** Reminds of it, with the days that are left (EML-08). */
export function incentiveReminderMail(mail: IncentiveMail): Mail {
  const { words, program, mpnId, when, days } = factsOf(mail);
  const { subject, title, text, until } = words.reminder;
  return letter(mail, { subject: subject(program, days), title: title(days), text: `${text(mail.to.organisation, program, mpnId)}\n\n${until(when)}`, notes: [words.stop], withSteps: false });
}
