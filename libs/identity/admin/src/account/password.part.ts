import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { FormField, form } from '@angular/forms/signals';
import { changeOwnPassword } from '@tandem/identity-contract';
import { ApiClient, Field, Icon, Note, saving, Words, Writes } from '@tandem/platform-admin';

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
  private readonly model = signal(EMPTY);
  protected readonly answer = form(this.model);
  protected readonly saving = saving({ fields: ['current', 'next'] });
  protected readonly changed = signal(false);
  protected readonly different = signal(false);

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const { current, next, repeat } = this.model();
    this.different.set(next !== repeat);
    this.changed.set(false);
    const saved = await this.saving.run(() => this.api.call(changeOwnPassword, { body: { current, next } }), current !== '' && next !== '' && next === repeat);
    this.changed.set(saved);
    if (saved) this.model.set(EMPTY);
  }
}
