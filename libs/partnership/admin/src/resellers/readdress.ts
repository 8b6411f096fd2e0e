import { ChangeDetectionStrategy, Component, inject, input, linkedSignal, output, signal } from '@angular/core';
import { FormField, form } from '@angular/forms/signals';
import { looksLikeAddress } from '@tandem/invitations-admin';
import { FaultWords, Field, Icon, Words } from '@tandem/platform-admin';
import { RequestActs } from './request-acts';

/** Corrects the address of a request whose mail did not arrive, and sends it again: one step. */
@Component({
  selector: 'td-readdress',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, FormField, Icon],
  template: `
    <form (submit)="send($event)">
      <td-field for="new-address" [label]="words.t('partnership.readdress.label')" [error]="failure()">
        <div class="row">
          <div class="in grow" [class.wrong]="failure() !== ''">
            <input id="new-address" type="text" inputmode="email" autocomplete="off" autocapitalize="off" spellcheck="false" [attr.aria-invalid]="failure() !== ''" [attr.aria-describedby]="failure() ? 'new-address-error' : null" [formField]="fields.email" />
          </div>
          <button type="submit" class="btn" [attr.aria-disabled]="busy()"><td-icon name="send" />{{ words.t('partnership.readdress.send') }}</button>
        </div>
      </td-field>
    </form>
  `,
})
export class Readdress {
  readonly id = input.required<string>();
  readonly email = input('');
  readonly sent = output();
  protected readonly words = inject(Words);
  private readonly acts = inject(RequestActs);
  private readonly faults = inject(FaultWords);
  private readonly model = linkedSignal(() => ({ email: this.email() }));
  protected readonly fields = form(this.model);
  protected readonly busy = signal(false);
  protected readonly failure = signal('');

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    const email = this.model().email.trim();
    if (!looksLikeAddress(email)) return this.failure.set(this.words.t('invitations.notAnAddress'));
    this.busy.set(true);
    this.failure.set('');
    try {
      await this.acts.readdress(this.id(), email);
      this.sent.emit();
    } catch (fault) {
      this.failure.set(this.faults.say(fault));
    }
    this.busy.set(false);
  }
}
