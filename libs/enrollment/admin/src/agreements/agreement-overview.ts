import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { listAgreements } from '@tandem/enrollment-contract';
import type { Agreement } from '@tandem/enrollment-contract';
import { ApiClient, LiveUpdates, Words } from '@tandem/platform-admin';
import { AgreementNote } from './agreement-note';

/** The agreement on the overview: to be signed, what is missing for it, or that it is signed (AGR-01, AGR-04). Who is asked for nothing sees nothing. */
@Component({
  selector: 'td-agreement-overview',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [AgreementNote],
  template: `
    @if (shown().length > 0) {
      <section aria-labelledby="agreement">
        <h2 class="sec" id="agreement">{{ words.t('agreements.partnerAgreement') }}</h2>
        @for (agreement of shown(); track agreement.templateId) {
          <td-agreement-note [agreement]="agreement" />
        }
      </section>
    }
  `,
  styles: 'section { max-width: 860px; }',
})
export class AgreementOverview {
  protected readonly words = inject(Words);
  private readonly api = inject(ApiClient);
  private readonly items = signal<readonly Agreement[]>([]);
  protected readonly shown = computed(() => this.items().filter(({ awaited, state }) => awaited || state === 'accepted'));

  constructor() {
    inject(LiveUpdates).refetch(['agreement_signature', 'enrollment', 'mpn_location'], () => void this.read());
    void this.read();
  }

  /** The overview stands without this part: when it cannot be read, it is not shown. */
  private async read(): Promise<void> {
    this.items.set((await this.api.call(listAgreements).catch(() => ({ items: this.items() }))).items);
  }
}
