import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { FormField, form } from '@angular/forms/signals';
import { beginSecondFactor, confirmSecondFactor, removeSecondFactor, renewRecoveryCodes } from '@tandem/identity-contract';
import type { SecondFactorSetup, SecondFactorView } from '@tandem/identity-contract';
import { ApiClient, Ask, CopyButton, FaultWords, Field, Icon, Note, Pill, When, Words, Writes } from '@tandem/platform-admin';
import { proofOf } from './proof';
import { RecoveryCodesPart } from './recovery-codes.part';

/** The person's second factor: setting one up, its recovery codes, and giving it up (ROL-12). */
@Component({
  selector: 'td-second-factor-part',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Ask, CopyButton, Field, FormField, Icon, Note, Pill, RecoveryCodesPart, Writes],
  templateUrl: './second-factor.part.html',
  styleUrl: './account.css',
})
export class SecondFactorPart {
  readonly factor = input.required<SecondFactorView>();
  /** What is known of it has changed. */
  readonly changed = output();
  /** It was set up, and its recovery codes are put away. */
  readonly done = output();
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  protected readonly setup = signal<SecondFactorSetup | null>(null);
  /** New recovery codes, until they are put away. */
  protected readonly codes = signal<readonly string[] | null>(null);
  protected readonly asked = signal<'remove' | 'renew' | null>(null);
  protected readonly busy = signal(false);
  protected readonly failure = signal('');
  private readonly model = signal({ code: '', proof: '' });
  protected readonly answer = form(this.model);
  protected readonly picture = computed(() => `data:image/svg+xml,${encodeURIComponent(this.setup()?.qr ?? '')}`);
  /** In groups of four, to be typed by hand. */
  protected readonly key = computed(() => this.setup()?.secret.match(/.{1,4}/g)?.join(' ') ?? '');

  protected begin(event: Event): Promise<void> {
    event.preventDefault();
    const { proof: password } = this.model();
    if (password === '') return Promise.resolve(this.failure.set(this.words.t('account.factor.passwordNeeded')));
    return this.run(async () => this.setup.set(await this.api.call(beginSecondFactor, { body: { password } })));
  }

  protected confirm(event: Event): Promise<void> {
    event.preventDefault();
    return this.run(async () => {
      const { recoveryCodes } = await this.api.call(confirmSecondFactor, { body: { code: this.model().code } });
      this.setup.set(null);
      this.codes.set(recoveryCodes);
      this.changed.emit();
    });
  }

  protected prove(): Promise<void> {
    return this.run(async () => {
      const body = proofOf(this.model().proof);
      if (this.asked() === 'renew') this.codes.set((await this.api.call(renewRecoveryCodes, { body })).recoveryCodes);
      else await this.api.call(removeSecondFactor, { body });
      this.ask(null);
      this.changed.emit();
    });
  }

  protected ask(what: 'remove' | 'renew' | null): void {
    this.asked.set(what);
    this.failure.set('');
    this.model.set({ code: '', proof: '' });
  }

  protected putAway(): void {
    this.codes.set(null);
    this.done.emit();
  }

  private async run(work: () => Promise<unknown>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.failure.set('');
    await work().catch((fault: unknown) => this.failure.set(this.faults.say(fault)));
    this.model.set({ code: '', proof: '' });
    this.busy.set(false);
  }
}
