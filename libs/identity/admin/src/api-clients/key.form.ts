import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { FormField, form } from '@angular/forms/signals';
import { addClientKey, PublicKeyBody } from '@tandem/identity-contract';
import { ApiClient, FaultWords, Field, Words, Writes } from '@tandem/platform-admin';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Takes a public key as a JSON Web Key. */
@Component({
  selector: 'td-key-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, FormField, Writes],
  template: `
    <form (submit)="save($event)">
      <td-field for="client-key" [label]="words.t('apiClients.keyLabel')" [hint]="words.t('apiClients.keyHint')" [error]="error()">
        <textarea class="in mono" id="client-key" rows="5" spellcheck="false" [class.wrong]="error()" [attr.aria-invalid]="error() !== ''" [attr.aria-describedby]="'client-key-' + (error() ? 'error' : 'hint')" [formField]="fields.key"></textarea>
      </td-field>
      <div class="acts gapped"><button type="submit" class="btn sm primary" [tdWrites]="busy()">{{ words.t('apiClients.addKey') }}</button></div>
    </form>
  `,
})
export class KeyForm {
  readonly clientId = input.required<string>();
  readonly added = output();
  protected readonly words = inject(Words);
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  private readonly model = signal({ key: '' });
  protected readonly fields = form(this.model);
  protected readonly busy = signal(false);
  protected readonly error = signal('');

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const key = PublicKeyBody.safeParse(parsed(this.model().key));
    this.error.set(key.success ? '' : this.words.t('apiClients.wrong.key'));
    if (!key.success || this.busy()) return;
    this.busy.set(true);
    await this.api.call(addClientKey, { params: { id: this.clientId() }, body: { key: key.data } }).then(
      () => this.added.emit(),
      (fault: unknown) => this.error.set(this.faults.say(fault)),
    );
    this.busy.set(false);
  }
}
