import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { When, Words } from '@tandem/platform-admin';

/** Whether the invited are reminded while nobody answers, and when (INV-12). */
@Component({
  selector: 'td-reminders',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="row wrap">
      <label class="choice">
        <input type="checkbox" [checked]="remind()" [attr.aria-describedby]="dates() ? 'reminder-dates' : null" (change)="switched.emit(!remind())" />
        {{ words.t('invitations.reminders.whileUnanswered') }}
      </label>
      @if (dates()) {
        <span class="sm t2" id="reminder-dates">{{ dates() }}</span>
      }
    </div>
  `,
})
export class Reminders {
  readonly remind = input.required<boolean>();
  /** When they are due, soonest first. */
  readonly reminders = input.required<readonly string[]>();
  readonly remindedAt = input<string | undefined>();
  readonly switched = output<boolean>();
  protected readonly words = inject(Words);
  private readonly when = inject(When);
  protected readonly dates = computed(() => {
    const ahead = this.reminders().map((at) => this.when.weekday(at));
    const sent = this.remindedAt();
    return [sent ? this.words.t('invitations.reminders.sent', { date: this.when.weekday(sent) }) : '', ...(sent && ahead[0] ? [this.words.t('invitations.reminders.next', { date: ahead[0] })] : ahead)].filter(Boolean).join(' · ');
  });
}
