import { INCENTIVE_PROGRAM_DATA } from '@tandem/incentives-domain';
import type { Incentive } from '@tandem/incentives-domain';
import { ICalAlarmType, ICalEventClass, ICalEventTransparency, default as calendarOf } from 'ical-generator';
import { INCENTIVE_MAIL_WORDS } from './incentive-mail.words.data';

const HOUR = 3_600_000;
const DAY_SECONDS = 86_400;

/** What the calendar file says. */
export interface IncentiveDeadline {
  readonly incentive: Pick<Incentive, 'id' | 'program' | 'enrollDueAt' | 'version'>;
  readonly mpnId: string;
  readonly locale: 'de' | 'en';
  readonly url: string;
  readonly sender: string;
  readonly now: Date;
}

/**
 * The last hour in which one can enroll, as an iCalendar file (RFC 5545) that rings a week and a day before. Its UID stays the same, so that a file
 * that comes again takes the place of the one before.
 */
export function incentiveCalendar({ incentive, mpnId, locale, url, sender, now }: IncentiveDeadline): string {
  const words = INCENTIVE_MAIL_WORDS[locale];
  const summary = words.deadline(INCENTIVE_PROGRAM_DATA[incentive.program].name[locale]);
  const calendar = calendarOf({ name: sender, prodId: { company: 'Tandem', product: 'Incentives', language: locale.toUpperCase() } });
  calendar.createEvent({
    ...{ id: `incentive-${incentive.id}@tandem`, sequence: incentive.version, stamp: now, start: new Date(incentive.enrollDueAt.getTime() - HOUR), end: incentive.enrollDueAt },
    ...{ summary, description: `${words.deadlineText(mpnId)}\n${url}`, url, class: ICalEventClass.PUBLIC, transparency: ICalEventTransparency.TRANSPARENT },
    alarms: [7, 1].map((days) => ({ type: ICalAlarmType.display, trigger: days * DAY_SECONDS, description: summary })),
  });
  return calendar.toString();
}
