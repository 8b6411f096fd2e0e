import { computed, inject, Injectable, signal } from '@angular/core';
import { form } from '@angular/forms/signals';
import { AGREEMENT_LANGUAGES, compareAgreement, publishAgreement } from '@tandem/enrollment-contract';
import type { AgreementComparison, AgreementLanguage, AgreementTemplate } from '@tandem/enrollment-contract';
import { ApiClient, BusinessClock } from '@tandem/platform-admin';

const EMPTY = { de: { title: '', text: '' }, en: { title: '', text: '' }, regions: [] as readonly string[], countries: '', effectiveFrom: '' };

/** Path of a part of the text, as the API names it. */
export const partPath = (language: AgreementLanguage, part: 'title' | 'text'): string => ['documents', language, part].join('.');

/** Fields that say themselves what is wrong with them, as the API names them. */
export const PUBLISH_FIELDS = [...AGREEMENT_LANGUAGES.flatMap((language) => [partPath(language, 'title'), partPath(language, 'text')]), 'regions', 'countries', 'effectiveFrom'];

const codesIn = (text: string): string[] => text.toUpperCase().split(/[\s,;]+/).filter(Boolean);

/** The day in the viewer's zone, as a date field has it: `2026-03-06`. */
const dayOf = (at: Date): string => [at.getFullYear(), String(at.getMonth() + 1).padStart(2, '0'), String(at.getDate()).padStart(2, '0')].join('-');

/** What the operator writes for the next version. It is published only after exactly this was compared with the version before. */
@Injectable()
export class PublishForm {
  private readonly api = inject(ApiClient);
  private readonly clock = inject(BusinessClock);
  private readonly model = signal(EMPTY);
  private readonly start = signal(EMPTY);
  private readonly shown = signal<{ readonly of: string; readonly comparison: AgreementComparison } | null>(null);
  readonly fields = form(this.model);
  readonly today = computed(() => dayOf(new Date(this.clock.now())));
  /** Whether something typed is not published. */
  readonly dirty = computed(() => JSON.stringify(this.model()) !== JSON.stringify(this.start()));
  private readonly draft = computed(() => {
    const { de, en, regions, countries } = this.model();
    const codes = codesIn(countries);
    return { agreementType: 'PartnerAgreement' as const, documents: { de, en }, ...(regions.length > 0 ? { regions: [...regions] } : {}), ...(codes.length > 0 ? { countries: codes } : {}) };
  });
  /** What is written beside the version before; null until it was asked for, and again after another letter. */
  readonly comparison = computed(() => {
    const shown = this.shown();
    return shown?.of === JSON.stringify(this.draft()) ? shown.comparison : null;
  });

  /** Goes on from a version. */
  take(version: AgreementTemplate | null): void {
    const given = version ? { ...EMPTY, de: this.partOf(version, 'de'), en: this.partOf(version, 'en'), regions: version.regions ?? [], countries: version.countries?.join(', ') ?? '' } : EMPTY;
    this.start.set(given);
    this.model.set(given);
  }

  /** Takes a region in, or out. */
  toggle(region: string): void {
    this.model.update((model) => ({ ...model, regions: model.regions.includes(region) ? model.regions.filter((one) => one !== region) : [...model.regions, region] }));
  }

  /** Which title or text is missing, in which language: a version stands in both (AGR-01). */
  missing(): string[] {
    const model = this.model();
    return AGREEMENT_LANGUAGES.flatMap((language) => (['title', 'text'] as const).filter((part) => model[language][part].trim() === '').map((part) => partPath(language, part)));
  }

  /** @throws ApiFault when it was refused. */
  async compare(): Promise<void> {
    const body = this.draft();
    const of = JSON.stringify(body);
    this.shown.set({ of, comparison: await this.api.call(compareAgreement, { body }) });
  }

  /** Publishes it, and answers the id of the version. Without a day, or with the present one, it counts at once. @throws ApiFault when it was refused. */
  async publish(): Promise<string> {
    const { effectiveFrom } = this.model();
    const later = effectiveFrom !== '' && effectiveFrom !== this.today();
    const { id } = await this.api.call(publishAgreement, { body: { ...this.draft(), ...(later ? { effectiveFrom: new Date(`${effectiveFrom}T00:00`).toISOString() } : {}) } });
    this.start.set(this.model());
    return id;
  }

  private partOf({ documents }: AgreementTemplate, language: AgreementLanguage): { title: string; text: string } {
    const { title, text } = documents[language];
    return { title, text };
  }
}
