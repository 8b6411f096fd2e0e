import type { IndirectReseller } from '@tandem/partnership-contract';
import { deliverySentence } from '@tandem/platform-server';
import { EXPORT_WORDS } from './export.words.data';
import type { After, ResellerList } from './list-indirect-resellers';
import type { ResellerFilter } from './reseller-filter';

/** Lines read at once. */
const PAGE = 500;

/** `2026-11-20 14:05`, in UTC: spreadsheets of every language take it for a time. */
const time = (instant: string | undefined): string => instant?.slice(0, 16).replace('T', ' ') ?? '';

function cellsOf(line: IndirectReseller, language: 'de' | 'en', countries: Intl.DisplayNames): readonly string[] {
  const words = EXPORT_WORDS[language];
  if (line.kind === 'partner') {
    return [line.name, '', words.status[line.status], '', '', '', countries.of(line.country) ?? line.country, line.mpnId ?? '', words.admin[line.delegatedAdmin], time(line.since), '', ''];
  }
  const { email = '', status, lastMail, viewedAt, since, until, requestedBy } = line;
  const mail = lastMail ? words.mail[lastMail.state] : status === 'issued' ? words.mail.byYou : '';
  const why = lastMail?.reason === undefined ? '' : (deliverySentence(lastMail.reason, language) ?? lastMail.reason);
  return ['', email, words.status[status], mail, why, time(viewedAt), '', '', '', time(since), time(until), requestedBy];
}

/** The header of the file, by language. */
export const EXPORT_COLUMNS = { de: EXPORT_WORDS.de.columns, en: EXPORT_WORDS.en.columns } as const;

/** The indirect resellers page as rows of a file, page by page: what the filter leaves, in the order of the list (PRT-14). Personal links stay out of it. */
export async function* exportedPages(list: ResellerList, organisationId: string, filter: ResellerFilter, language: 'de' | 'en'): AsyncGenerator<(readonly string[])[]> {
  const countries = new Intl.DisplayNames([language], { type: 'region' });
  let after: After;
  for (;;) {
    const lines = await list.lines(organisationId, filter, after, PAGE);
    yield lines.map(({ view }) => cellsOf(view, language, countries));
    const last = lines.at(-1);
    if (!last || lines.length < PAGE) return;
    after = { at: last.at.toISOString(), id: last.id };
  }
}
