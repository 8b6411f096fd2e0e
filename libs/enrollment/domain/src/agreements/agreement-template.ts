import { defineEntity, p } from '@mikro-orm/core';
import { DomainError, newId } from '@tandem/platform-kernel';
import { inMarket, marketOf } from './agreement-market';
import type { Market } from './agreement-market';
import { AGREEMENT_LANGUAGES, keptTexts } from './agreement-text';
import type { AgreementLanguage, GivenTexts, KeptText } from './agreement-text';

/** Kinds of agreement that are kept here. */
export type AgreementType = 'PartnerAgreement';

const AgreementTemplateSchema = defineEntity({
  name: 'AgreementTemplate',
  properties: {
    id: p.uuid().primary(),
    agreementType: p.text().$type<AgreementType>(),
    /** Counts the versions of a type; the higher one takes the place of the lower one wherever it is for. */
    versionRank: p.integer(),
    regions: p.array().strictNullable(),
    countries: p.array().strictNullable(),
    effectiveFrom: p.datetime(3),
    documents: p.json<Readonly<Record<AgreementLanguage, KeptText>>>(),
    publishedAt: p.datetime(3),
    /** The operator's person; null for the version that an installation begins with. */
    publishedBy: p.uuid().strictNullable(),
  },
});

/** What is published: texts, where they are for, and from when on they count (default: now). */
export interface NewVersion {
  readonly agreementType: AgreementType;
  readonly documents: GivenTexts;
  readonly regions?: readonly string[] | undefined;
  readonly countries?: readonly string[] | undefined;
  readonly effectiveFrom?: Date | undefined;
}

const same = (one: readonly string[] | null, other: readonly string[] | null): boolean => (one ?? []).join() === (other ?? []).join() && (one === null) === (other === null);

/** One version of an agreement. It never changes: what is to be different is another version (SM-4, AGR-10). */
export class AgreementTemplate extends AgreementTemplateSchema.class {
  /**
   * The next version.
   * @param newest the version of this type with the highest rank, if there is one.
   * @throws DomainError AGREEMENT_LANGUAGE_MISSING (AGR-01), REGION_UNKNOWN, COUNTRY_UNSUPPORTED, AGREEMENT_EFFECTIVE_PAST,
   * AGREEMENT_UNCHANGED when it says the same to the same as the newest one: nobody is asked to sign the same twice (SM-4).
   */
  static publish({ newest, now, publishedBy, id = newId(), ...given }: NewVersion & { readonly newest: AgreementTemplate | null; readonly now: Date; readonly publishedBy: string | null; readonly id?: string }): AgreementTemplate {
    const documents = keptTexts(given.documents);
    const { regions, countries } = marketOf(given);
    const effectiveFrom = given.effectiveFrom ?? now;
    if (effectiveFrom < now) throw new DomainError({ rule: 'SM-4', reason: 'AGREEMENT_EFFECTIVE_PAST', kind: 'invalid', field: 'effectiveFrom' });
    const unchanged = newest && AGREEMENT_LANGUAGES.every((language) => newest.documents[language].hash === documents[language].hash) && same(newest.regions, regions) && same(newest.countries, countries);
    if (unchanged) throw new DomainError({ rule: 'SM-4', reason: 'AGREEMENT_UNCHANGED', kind: 'conflict', details: { versionRank: newest.versionRank } });
    return Object.assign(new AgreementTemplate(), {
      ...{ id, agreementType: given.agreementType, versionRank: (newest?.versionRank ?? 0) + 1, regions: regions && [...regions], countries: countries && [...countries] },
      ...{ effectiveFrom, documents, publishedAt: now, publishedBy },
    });
  }

  /** Whether it is for a country (GEO-02). */
  isFor(country: string): boolean {
    return inMarket(this, country);
  }

  /** @throws DomainError AGREEMENT_ELSEWHERE when it is not for a country. */
  requireFor(country: string): void {
    if (!this.isFor(country)) throw new DomainError({ rule: 'GEO-02', reason: 'AGREEMENT_ELSEWHERE', kind: 'invalid', field: 'country' });
  }
}

AgreementTemplateSchema.setClass(AgreementTemplate);

/** The version that counts in a country: of those that have taken effect, the one with the highest rank; undefined when there is none. */
export const currentFor = <Version extends Market & Pick<AgreementTemplate, 'effectiveFrom' | 'versionRank'>>(versions: readonly Version[], country: string, now: Date): Version | undefined =>
  versions.filter((version) => version.effectiveFrom <= now && inMarket(version, country)).sort((one, other) => other.versionRank - one.versionRank)[0];
