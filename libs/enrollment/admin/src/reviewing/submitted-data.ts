import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { EnrollmentView } from '@tandem/enrollment-contract';
import { Words } from '@tandem/platform-admin';
import { FIELDS, labelOf } from '../applying/application-fields';

type Part = Readonly<Record<string, unknown>> | undefined;

/** What a company said of itself, group by group as in the form. */
@Component({
  selector: 'td-submitted-data',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h3 class="sec">{{ words.t('reviews.data') }}</h3>
    <dl class="facts">
      @for (line of lines(); track line.path) {
        <dt>{{ line.label }}</dt>
        <dd>{{ line.value }}</dd>
      }
    </dl>
  `,
})
export class SubmittedData {
  readonly of = input.required<EnrollmentView>();
  protected readonly words = inject(Words);
  protected readonly lines = computed(() =>
    FIELDS.flatMap((field) => {
      const value = field.path.split('.').reduce<unknown>((part, key) => (part as Part)?.[key], this.of());
      if (typeof value !== 'string') return [];
      const label = this.words.t(labelOf(field));
      const whose = field.path.includes('primaryContact') ? this.words.t('enrollment.steps.contact') : field.path.startsWith('supportProfile') ? this.words.t('enrollment.steps.support') : '';
      return [{ path: field.path, label: whose ? `${whose}: ${label}` : label, value: field.country ? this.words.country(value) : value }];
    }),
  );
}
