import { createHash } from 'node:crypto';
import { DomainError } from '@tandem/platform-kernel';
import type { Refusal } from '@tandem/platform-kernel';

/** Languages in which every version has to stand. */
export const AGREEMENT_LANGUAGES = ['de', 'en'] as const;
export type AgreementLanguage = (typeof AGREEMENT_LANGUAGES)[number];

/** What is said in one language. */
export interface AgreementText {
  readonly title: string;
  readonly text: string;
}

/** The same with its hash, as it is kept. */
export interface KeptText extends AgreementText {
  readonly hash: string;
}

/** What somebody wrote for a version; any part may be missing as yet. */
export type GivenTexts = Readonly<Partial<Record<AgreementLanguage, Readonly<Partial<Record<keyof AgreementText, string | undefined>>> | undefined>>>;

const lines = (given: string): string => given.replace(/\r\n?/g, '\n').normalize('NFC');

/** SHA-256 in hex over title, an empty line and text, in UTF-8: what a signature stands for (AGR-10). */
export const hashOfAgreement = ({ title, text }: AgreementText): string => createHash('sha256').update(`${title}\n\n${text}`, 'utf8').digest('hex');

/** A text as it is kept: line ends and letters in one form, no spaces around it, with its hash. */
export function keptText(given: AgreementText): KeptText {
  const kept = { title: lines(given.title).replace(/\s+/g, ' ').trim(), text: lines(given.text).replace(/[^\S\n]+$/gm, '').trim() };
  return { ...kept, hash: hashOfAgreement(kept) };
}

/**
 * The texts of a version in every language.
 * @throws DomainError AGREEMENT_LANGUAGE_MISSING for each title and text that is not there (AGR-01).
 */
export function keptTexts(given: GivenTexts): Readonly<Record<AgreementLanguage, KeptText>> {
  const missing = AGREEMENT_LANGUAGES.flatMap((language) =>
    (['title', 'text'] as const)
      .filter((part) => !given[language]?.[part]?.trim())
      .map((part): Refusal => ({ rule: 'AGR-01', reason: 'AGREEMENT_LANGUAGE_MISSING', kind: 'invalid', field: `documents.${language}.${part}` })),
  );
  const [first, ...others] = missing;
  if (first) throw new DomainError(first, ...others);
  const one = (language: AgreementLanguage): KeptText => keptText({ title: given[language]?.title ?? '', text: given[language]?.text ?? '' });
  return { de: one('de'), en: one('en') };
}
