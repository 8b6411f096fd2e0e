import { afterRenderEffect, ChangeDetectionStrategy, Component, ElementRef, inject, input, output, signal, viewChild } from '@angular/core';
import { FormField, form, maxLength } from '@angular/forms/signals';
import { browserSupportsWebAuthn, startRegistration, WebAuthnError } from '@simplewebauthn/browser';
import { beginPasskey, listPasskeys, PASSKEY_NAME_LIMIT, registerPasskey, removePasskey, renamePasskey } from '@tandem/identity-contract';
import type { PasskeyView } from '@tandem/identity-contract';
import type { AnswerOf } from '@tandem/platform-contract';
import { ApiClient, Ask, FaultWords, Field, Icon, Note, When, Words, Writes } from '@tandem/platform-admin';
import { proofOf } from './proof';

/** What the API says of a person's passkeys. */
export type Passkeys = AnswerOf<typeof listPasskeys>;

/** The person's passkeys: adding, renaming and removing them (ROL-12). */
@Component({
  selector: 'td-passkeys-part',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Ask, Field, FormField, Icon, Note, Writes],
  templateUrl: './passkeys.part.html',
  styleUrl: './account.css',
})
export class PasskeysPart {
  readonly passkeys = input.required<Passkeys>();
  /** What is known of them has changed. */
  readonly changed = output();
  /** One was added. */
  readonly added = output();
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  protected readonly known = browserSupportsWebAuthn();
  protected readonly adding = signal(false);
  protected readonly renamed = signal<PasskeyView | null>(null);
  protected readonly removed = signal<PasskeyView | null>(null);
  protected readonly busy = signal(false);
  protected readonly failure = signal('');
  private readonly model = signal({ name: '', proof: '' });
  protected readonly answer = form(this.model, (path) => maxLength(path.name, PASSKEY_NAME_LIMIT));
  private readonly box = viewChild<ElementRef<HTMLInputElement>>('box');

  constructor() {
    afterRenderEffect(() => this.box()?.nativeElement.select());
  }

  protected open(what: { adding?: boolean; renamed?: PasskeyView; removed?: PasskeyView } = {}): void {
    const { adding = false, renamed = null, removed = null } = what;
    const name = renamed?.name ?? this.words.t('account.passkeys.named', { number: this.passkeys().items.length + 1 });
    this.adding.set(adding);
    this.renamed.set(renamed);
    this.removed.set(removed);
    this.failure.set('');
    this.model.set({ name, proof: '' });
  }

  protected add(event: Event): Promise<void> {
    event.preventDefault();
    return this.run(async () => {
      const optionsJSON = await this.api.call(beginPasskey, { body: proofOf(this.model().proof) });
      const { id, rawId, type, response } = await startRegistration({ optionsJSON });
      await this.api.call(registerPasskey, { body: { name: this.model().name, credential: { id, rawId, type, response } } });
      this.added.emit();
    });
  }

  protected rename(event: Event, { id }: PasskeyView): Promise<void> {
    event.preventDefault();
    return this.run(() => this.api.call(renamePasskey, { params: { id }, body: { name: this.model().name } }));
  }

  protected remove({ id }: PasskeyView): Promise<void> {
    return this.run(() => this.api.call(removePasskey, { params: { id }, body: proofOf(this.model().proof) }));
  }

  private async run(work: () => Promise<unknown>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.failure.set('');
    await work().then(
      () => {
        this.open();
        this.changed.emit();
      },
      (fault: unknown) => this.failure.set(this.say(fault)),
    );
    this.model.update(({ name }) => ({ name, proof: '' }));
    this.busy.set(false);
  }

  private say(fault: unknown): string {
    if (fault instanceof WebAuthnError && fault.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED') return this.words.t('account.passkeys.again');
    // The browser tells little of why none was made: given up, too late, or no fitting device.
    return fault instanceof WebAuthnError || fault instanceof DOMException ? this.words.t('account.passkeys.none') : this.faults.say(fault);
  }
}
