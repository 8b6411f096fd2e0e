import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { startEnrollment } from '@tandem/enrollment-contract';
import type { EnrollmentView } from '@tandem/enrollment-contract';
import { ApiClient, FaultWords, Icon, Note, Session, Why, Words, Writes } from '@tandem/platform-admin';

/** Before an enrollment: what it is and what to have ready; for a marked direct-bill partner what changes and what stays (TRN-01, D1). */
@Component({
  selector: 'td-begin-enrollment',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, Note, Why, Writes],
  template: `
    @if (failure()) {
      <td-note tone="bad" [title]="words.t('enrollment.begin.failed')">{{ failure() }}</td-note>
    }
    @if (kind() === 'unmarked') {
      <td-note [title]="words.t('enrollment.begin.unmarked')" rule="TRN-01">{{ words.t('enrollment.begin.unmarkedText') }}</td-note>
    } @else {
      <p class="lead">{{ words.t('enrollment.begin.' + kind()) }}</p>
      @if (kind() === 'offered') {
        <table class="led">
          <caption class="vh">{{ words.t('enrollment.transition.changes') }}</caption>
          <thead><tr><th scope="col"></th><th scope="col">{{ words.t('enrollment.transition.before') }}</th><th scope="col">{{ words.t('enrollment.transition.after') }}</th></tr></thead>
          <tbody>
            @for (line of lines; track line) {
              <tr class="still"><th scope="row">{{ words.t('enrollment.transition.lines.' + line + '.what') }}</th><td class="wraps">{{ words.t('enrollment.transition.lines.' + line + '.before') }}</td><td class="wraps">{{ words.t('enrollment.transition.lines.' + line + '.after') }}</td></tr>
            }
          </tbody>
        </table>
        <td-note tone="warn" [title]="words.t('enrollment.transition.noWayBack')" rule="TRN-04">{{ words.t('enrollment.transition.noWayBackText') }}</td-note>
      } @else {
        <h2 class="sec">{{ words.t('enrollment.begin.ready') }}</h2>
        <ul class="ready">
          @for (thing of things; track thing) {
            <li><td-icon class="s t2" name="check" />{{ words.t('enrollment.begin.things.' + thing) }}</li>
          }
        </ul>
        <p class="sm t2">{{ words.t('enrollment.begin.takes') }}</p>
      }
      <div class="acts gapped">
        <button type="button" class="btn primary" [tdWrites]="busy() || refusal !== null" [attr.aria-describedby]="refusal ? 'why-not' : null" (click)="begin()">
          @if (busy()) {<td-icon class="spin" name="loader-circle" />}
          {{ words.t(kind() === 'offered' ? 'enrollment.begin.actOffered' : 'enrollment.begin.act') }}
        </button>
        @if (refusal; as no) {
          <td-why [subject]="words.t('enrollment.begin.act')" [refusal]="no" />
        }
      </div>
    }
  `,
  styles: `
    :host { display: flex; flex-direction: column; gap: 16px; max-width: 760px; }
    .lead { font-size: 16px; line-height: 24px; }
    .ready { display: flex; flex-direction: column; gap: 6px; font-size: 13px; line-height: 20px; }
    .ready li { display: flex; gap: 8px; align-items: baseline; }
    tbody th { padding: 8px 12px 8px 0; border-bottom: 1px solid var(--line); background: none; position: static; height: auto; border-top: 0; font-size: 13px; line-height: 20px; color: var(--text); vertical-align: top; white-space: normal; }
    td.wraps { white-space: normal; padding-block: 8px; vertical-align: top; max-width: none; }
    .led th:first-child { padding-inline-start: 0; }
    @media (max-width: 640px) { .led tbody tr { gap: 2px 12px; padding-inline: 0; align-items: flex-start; } tbody th { width: 100%; padding: 0; border: 0; } .led td.wraps { flex: 1 1 40%; padding: 0; } }
  `,
})
export class BeginEnrollment {
  /** The operator lets this direct-bill partner become a reseller. */
  readonly offered = input(false);
  readonly begun = output<EnrollmentView>();
  protected readonly words = inject(Words);
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  private readonly session = inject(Session);
  protected readonly refusal = this.session.refusal('enrollment.edit');
  protected readonly things = ['company', 'contact', 'support', 'mpn'] as const;
  protected readonly lines = ['program', 'direct', 'providers', 'customers', 'account'] as const;
  protected readonly kind = computed(() => (this.offered() ? 'offered' : this.session.holds('direct_bill') ? 'unmarked' : 'new'));
  protected readonly busy = signal(false);
  protected readonly failure = signal('');

  protected async begin(): Promise<void> {
    if (this.busy() || this.refusal) return;
    this.busy.set(true);
    this.failure.set('');
    await this.api.call(startEnrollment, { body: { programType: 'indirect_reseller' } }).then(
      (enrollment) => this.begun.emit(enrollment),
      (fault: unknown) => this.failure.set(this.faults.say(fault)),
    );
    this.busy.set(false);
  }
}
