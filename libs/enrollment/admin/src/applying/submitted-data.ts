import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { EnrollmentView } from '@tandem/enrollment-contract';
import { Words } from '@tandem/platform-admin';

/** What a company said of itself, to read. */
@Component({
  selector: 'td-submitted-data',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="two">
      @for (column of columns(); track $index) {
        <dl class="facts">
          @for (fact of column; track fact.label) {
            <dt>{{ fact.label }}</dt>
            <dd [class.mono]="fact.mono" [class.t3]="!fact.text">{{ fact.text || '–' }}</dd>
          }
        </dl>
      }
    </div>
  `,
  styles: `
    .two { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 32px; }
    @media (max-width: 960px) { .two { grid-template-columns: minmax(0, 1fr); } .facts + .facts > :nth-child(-n + 2) { border-top: 1px solid var(--line); } }
  `,
})
export class SubmittedData {
  readonly enrollment = input.required<Pick<EnrollmentView, 'legalBusinessProfile' | 'supportProfile' | 'mpnId'>>();
  private readonly words = inject(Words);
  protected readonly columns = computed(() => {
    const { legalBusinessProfile: legal, supportProfile: support, mpnId } = this.enrollment();
    const { addressLine1, addressLine2, postalCode, city, state, country } = legal.address ?? {};
    const contact = legal.primaryContact ?? {};
    const place = [addressLine1, addressLine2, [postalCode, city].filter(Boolean).join(' '), state, country && this.words.country(country)].filter(Boolean).join(', ');
    const fact = (key: string, text: string | undefined, mono = false) => ({ label: this.words.t(`enrollment.facts.${key}`), text: text ?? '', mono });
    return [
      [fact('companyName', legal.companyName), fact('address', place), fact('registrationNumber', legal.registrationNumber, true), fact('website', legal.website), fact('mpnId', mpnId ?? this.words.t('enrollment.facts.noMpn'), mpnId !== undefined)],
      [
        fact('contact', [contact.firstName, contact.lastName].filter(Boolean).join(' ')),
        fact('email', contact.email),
        fact('phone', contact.phoneNumber),
        fact('supportEmail', support.email),
        fact('supportPhone', support.telephone),
        fact('supportWebsite', support.website),
      ],
    ];
  });
}
