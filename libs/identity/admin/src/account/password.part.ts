import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { FormField, form } from '@angular/forms/signals';
import { changeOwnPassword } from '@tandem/identity-contract';
import { ApiClient, ApiFault, FaultWords, Field, Icon, Note, Words, Writes } from '@tandem/platform-admin';

const EMPTY = { current: '', next: '', repeat: '' };

/** The change of one's own password; whatever the former one has opened elsewhere ends with it. */
@Component({
  selector: 'td-password-part',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, FormField, Icon, Note, Writes],
  templateUrl: './password.part.html',
  styleUrl: './account.css',
})
export class PasswordPart {
  protected readonly words = inject(Words);
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  private readonly model = signal(EMPTY);
  protected readonly answer = form(this.model);
  protected readonly busy = signal(false);
  protected readonly changed = signal(false);
  protected readonly different = signal(false);
  private readonly failure = signal<unknown>(null);
  /** What was wrong with each field; all of it at once. */
  protected readonly wrong = computed(() => ({ current: this.of('current'), next: this.of('next') }));
  protected readonly sentence = computed(() => (this.failure() !== null && !this.wrong().current && !this.wrong().next ? this.faults.say(this.failure()) : ''));

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    const { current, next, repeat } = this.model();
    this.changed.set(false);
    this.failure.set(null);
    this.different.set(next !== repeat);
    if (!current || !next || next !== repeat) return;
    this.busy.set(true);
    await this.api.call(changeOwnPassword, { body: { current, next } }).then(
      () => {
        this.model.set(EMPTY);
        this.changed.set(true);
      },
      (fault: unknown) => this.failure.set(fault),
    );
    this.busy.set(false);
  }

  private of(field: string): string {
    const failure = this.failure();
    if (!(failure instanceof ApiFault)) return '';
    return failure.faults.filter((fault) => fault.field === field).map((fault) => this.faults.of(fault)).join(' ');
  }
}
