import type { getAgreementDocument } from '@tandem/enrollment-contract';
import type { AgreementTemplate } from '@tandem/enrollment-domain';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import type { AgreementLinks } from './agreement-links';

/** What existing clients leave out. */
const LANGUAGE = 'en-US';
const COUNTRY = 'US';

/**
 * Links to the document of a version. Without a language and a country those of existing clients count; a version that is not for the
 * United States is meant for the caller's own country then.
 * @throws DomainError AGREEMENT_ELSEWHERE when the version is not for the country that was named (GEO-02).
 */
export function linksTo(template: AgreementTemplate, own: { readonly country: string }, asked: InputOf<typeof getAgreementDocument>['query'], links: AgreementLinks): AnswerOf<typeof getAgreementDocument> {
  const { language = LANGUAGE, country = template.isFor(COUNTRY) ? COUNTRY : own.country } = asked;
  if (asked.country !== undefined) template.requireFor(country);
  return { ...links.to(template.id, language.toLowerCase().startsWith('de') ? 'de' : 'en'), language, country };
}
