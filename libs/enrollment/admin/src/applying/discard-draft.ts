import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { discardEnrollment } from '@tandem/enrollment-contract';
import type { EnrollmentView } from '@tandem/enrollment-contract';
import { ApiClient, Ask, FaultWords, Note, Session, Words, Writes } from '@tandem/platform-admin';
import type { Effect } from '@tandem/platform-admin';

/** Drops a draft that was never submitted, with what was typed; it asks first. */
@Component({
  selector: 'td-discard-draft',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Ask, Note, Writes],
  template: `
    @if (failure()) {
      <td-note tone="bad" [title]="words.t('enrollment.discard.failed')">{{ failure() }}</td-note>
    }
    @if (!refusal) {
      <button type="button" class="btn plain sm" [tdWrites]="busy()" (click)="asking.set(true)">{{ words.t('enrollment.discard.act') }}</button>
    }
    @if (asking()) {
      <td-ask [heading]="words.t('enrollment.discard.ask')" [effects]="effects()" [confirm]="words.t('enrollment.discard.act')" [busy]="busy()" (confirmed)="discard()" (closed)="asking.set(false)" />
    }
  `,
})
export class DiscardDraft {
  readonly enrollment = input.required<EnrollmentView>();
  readonly discarded = output();
  protected readonly words = inject(Words);
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  protected readonly refusal = inject(Session).refusal('enrollment.discard');
  protected readonly asking = signal(false);
  protected readonly busy = signal(false);
  protected readonly failure = signal('');
  protected readonly effects = computed((): Effect[] => [
    { tone: 'bad', text: this.words.t('enrollment.discard.gone') },
    { tone: 'ok', text: this.words.t(this.enrollment().path === 'transition' ? 'enrollment.discard.offered' : 'enrollment.discard.again') },
  ]);

  protected async discard(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.failure.set('');
    await this.api.call(discardEnrollment, { params: { id: this.enrollment().id } }).then(
      () => this.discarded.emit(),
      (fault: unknown) => this.failure.set(this.faults.say(fault)),
    );
    this.busy.set(false);
    this.asking.set(false);
  }
}
