import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { EnrollmentView } from '@tandem/enrollment-contract';
import { Ask, Words } from '@tandem/platform-admin';
import type { Effect } from '@tandem/platform-admin';

/** Asks a direct-bill partner before it becomes a reseller: there is no way back, so the name is typed (TRN-04). */
@Component({
  selector: 'td-transition-ask',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Ask],
  template: `
    <td-ask
      [heading]="words.t('enrollment.transition.ask')"
      [lead]="words.t('enrollment.transition.askLead', { name: name() })"
      [effects]="effects()"
      [typed]="name()"
      [confirm]="words.t('enrollment.transition.confirm')"
      [busy]="busy()"
      (confirmed)="confirmed.emit()"
      (closed)="closed.emit()"
    />
  `,
})
export class TransitionAsk {
  readonly enrollment = input.required<EnrollmentView>();
  readonly busy = input(false);
  readonly confirmed = output();
  readonly closed = output();
  protected readonly words = inject(Words);
  protected readonly name = computed(() => this.enrollment().legalBusinessProfile.companyName?.trim() || this.enrollment().organisation.name);
  protected readonly effects = computed((): Effect[] => [
    { tone: 'bad', text: this.words.t('enrollment.transition.effects.forGood'), rule: 'TRN-04' },
    { tone: 'bad', text: this.words.t('enrollment.transition.effects.resellers'), rule: 'TRN-08' },
    { tone: 'ok', text: this.words.t('enrollment.transition.effects.billingStays'), rule: 'TRN-07' },
    { tone: 'ok', text: this.words.t('enrollment.transition.effects.sameAccount') },
    { tone: 'ok', text: this.words.t('enrollment.transition.effects.providers') },
  ]);
}
