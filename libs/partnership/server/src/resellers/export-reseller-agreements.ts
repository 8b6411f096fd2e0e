import type { EntityManager } from '@mikro-orm/postgresql';
import type { ResellerAgreement } from '@tandem/partnership-contract';
import { agreementView, positionOf, readAgreements } from './reseller-agreements';
import type { AgreementFilter, AgreementPosition } from './reseller-agreements';

/** Lines read at once. */
const PAGE = 500;

const WORDS = {
  de: { columns: ['Name', 'MPN-ID', 'Land', 'Region', 'Überprüfung', 'Partnervertrag', 'Unterschrieben (UTC)'], signed: 'Unterschrieben', unsigned: 'Nicht unterschrieben', verification: { none: 'Keine', pending: 'Läuft', authorized: 'Bestätigt', rejected: 'Abgelehnt' } },
  en: { columns: ['Name', 'MPN ID', 'Country', 'Region', 'Verification', 'Partner agreement', 'Signed (UTC)'], signed: 'Signed', unsigned: 'Not signed', verification: { none: 'None', pending: 'Pending', authorized: 'Authorized', rejected: 'Rejected' } },
} as const;

/** The header of the file, by language. */
export const AGREEMENT_COLUMNS = { de: WORDS.de.columns, en: WORDS.en.columns } as const;

function cellsOf({ name, mpnId = '', country, region, verification, signed, signedAt }: ResellerAgreement, language: 'de' | 'en', countries: Intl.DisplayNames): readonly string[] {
  const words = WORDS[language];
  return [name, mpnId, countries.of(country) ?? country, region, words.verification[verification], signed ? words.signed : words.unsigned, signedAt?.slice(0, 16).replace('T', ' ') ?? ''];
}

/** The table of who has signed as rows of a file, page by page (AGR-07). */
export async function* exportedAgreements(em: EntityManager, organisationId: string, filter: AgreementFilter, language: 'de' | 'en'): AsyncGenerator<(readonly string[])[]> {
  const countries = new Intl.DisplayNames([language], { type: 'region' });
  let after: AgreementPosition | undefined;
  for (;;) {
    const rows = await readAgreements(em, organisationId, filter, after, PAGE);
    yield rows.map((row) => cellsOf(agreementView(row), language, countries));
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = positionOf(last);
  }
}
