import type { EntityManager } from '@mikro-orm/postgresql';
import type { AgreementChange, AgreementComparison } from '@tandem/enrollment-contract';
import { countriesIn } from '@tandem/enrollment-domain';
import type { AgreementTemplate, GivenTexts, Market } from '@tandem/enrollment-domain';
import { query } from '@tandem/platform-server';
import { diffLines } from 'diff';

/** Resellers are counted up to here. */
const COUNT_LIMIT = 1000;

/** What is compared: the texts as far as they are written, and where they are for. */
export interface Compared {
  readonly documents: GivenTexts;
  readonly market: Market;
}

const whole = (document: GivenTexts[keyof GivenTexts] | undefined): string => [document?.title, document?.text].map((part) => (part ?? '').replace(/\r\n?/g, '\n').trim()).filter((part) => part !== '').join('\n\n');

/** What one text changes of another, line by line. */
export function changesOf(before: string, after: string): AgreementChange[] {
  return diffLines(`${before}\n`, `${after}\n`).map(({ value, added, removed }) => ({ kind: added ? 'added' : removed ? 'removed' : 'same', lines: value.replace(/\n$/, '').split('\n') }));
}

/** Resellers that a version counts for, wherever they stand with the one before. */
async function askedOf(em: EntityManager, market: Market): Promise<AgreementComparison['asked']> {
  const countries = countriesIn(market);
  const given = countries === null ? null : JSON.stringify(countries);
  const rows = await query<{ count: number }>(
    em,
    `select count(*)::int as count from (select from program_holder m join organisation_card o on o.id = m.organisation_id
       where m.program = 'indirect_reseller' and (?::jsonb is null or o.country in (select jsonb_array_elements_text(?::jsonb))) limit ${COUNT_LIMIT + 1}) found`,
    [given, given],
  );
  const count = rows[0]?.count ?? 0;
  return { count: Math.min(count, COUNT_LIMIT), more: count > COUNT_LIMIT };
}

/** What a version says beside the one before it, and who would be asked to sign it. */
export async function comparison(em: EntityManager, { documents, market }: Compared, against: AgreementTemplate | null): Promise<AgreementComparison> {
  const changes = (language: 'de' | 'en'): AgreementChange[] => changesOf(whole(against?.documents[language]), whole(documents[language]));
  return {
    ...(against ? { against: { id: against.id, versionRank: against.versionRank } } : {}),
    documents: { de: changes('de'), en: changes('en') },
    asked: await askedOf(em, market),
  };
}
