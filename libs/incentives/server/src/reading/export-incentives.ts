import type { EntityManager } from '@mikro-orm/postgresql';
import { INCENTIVE_PROGRAM_DATA } from '@tandem/incentives-domain';
import type { Actor } from '@tandem/platform-server';
import { EXPORT_WORDS } from './export.words.data';
import type { IncentiveRow } from './incentive-rows';
import { summaryView } from './incentive.view';
import { conditionsOf, positionOf, readPage } from './list-incentives';
import type { After, IncentiveFilter } from './list-incentives';

/** Rows read at once. */
const PAGE = 500;

/** The header of the file, by language. */
export const EXPORT_COLUMNS = { de: EXPORT_WORDS.de.columns, en: EXPORT_WORDS.en.columns } as const;

/** `2026-11-20 14:05`, in UTC: spreadsheets of every language take it for a time. */
const time = (instant: string | undefined): string => instant?.slice(0, 16).replace('T', ' ') ?? '';

function cellsOf(row: IncentiveRow, language: 'de' | 'en', now: Date): readonly string[] {
  const words = EXPORT_WORDS[language];
  const { organisation, program, state, mpnId = '', email = '', overdue, blocked, startedAt, inviteDueAt, enrollDueAt, invitedAt, nextReminderAt, lastDelivery, enrolledAt } = summaryView(row, now);
  return [
    ...[organisation.name, organisation.domain, organisation.country, INCENTIVE_PROGRAM_DATA[program].name[language], mpnId, email, words.state[state], overdue ? words.yes : ''],
    ...[blocked === undefined ? '' : words.blocked[blocked], time(startedAt), time(inviteDueAt), time(invitedAt), time(enrollDueAt), time(nextReminderAt)],
    ...[lastDelivery ? words.mail[lastDelivery.state] : '', time(enrolledAt)],
  ];
}

/** Incentives as rows of a file, page by page: what the filter leaves, in the order of the list. */
export async function* exportedIncentives(em: EntityManager, actor: Actor, filter: IncentiveFilter, { language, now }: { language: 'de' | 'en'; now: Date }): AsyncGenerator<(readonly string[])[]> {
  let after: After;
  for (;;) {
    const rows = await readPage(em, conditionsOf(actor, filter, now), after, PAGE);
    yield rows.map((row) => cellsOf(row, language, now));
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = positionOf(last);
  }
}
