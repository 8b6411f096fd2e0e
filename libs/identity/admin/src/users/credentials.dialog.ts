import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { CopyButton, Icon, Modal, Note, Words } from '@tandem/platform-admin';

/** What a person signs in with, shown once: reveal, copy, download. Closing asks whether it was saved, because nobody can show it again. */
@Component({
  selector: 'td-credentials',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CopyButton, Icon, Modal, Note],
  template: `
    <dialog tdModal class="ask" aria-labelledby="credentials-title" (closed)="asked.set(true)">
      <h2 class="h2" id="credentials-title" tabindex="-1" autofocus>{{ words.t('users.credentials.title', { name: name() }) }}</h2>
      <p class="lead">{{ words.t('users.credentials.lead') }}</p>
      <dl class="facts gapped">
        <dt>{{ words.t('users.credentials.userName') }}</dt>
        <dd class="mono break">{{ credentials().userName }}</dd>
        <dt>{{ words.t('users.credentials.password') }}</dt>
        <dd class="mono break">{{ shown() ? credentials().password : '••••••••••••••••••••' }}</dd>
      </dl>
      <div class="acts gapped left">
        <button type="button" class="btn sm" [attr.aria-pressed]="shown()" (click)="shown.set(!shown())"><td-icon name="eye" />{{ words.t(shown() ? 'users.credentials.hide' : 'users.credentials.reveal') }}</button>
        <td-copy [text]="text()" [label]="words.t('users.credentials.copy')" />
        <button type="button" class="btn sm" (click)="download()"><td-icon name="download" />{{ words.t('users.credentials.download') }}</button>
      </div>
      @if (asked()) {
        <td-note tone="warn" [title]="words.t('users.credentials.saved')">
          {{ words.t('users.credentials.savedText') }}
          <div acts class="acts">
            <button type="button" class="btn sm" (click)="asked.set(false)">{{ words.t('users.credentials.back') }}</button>
            <button type="button" class="btn sm primary" (click)="closed.emit()">{{ words.t('users.credentials.yes') }}</button>
          </div>
        </td-note>
      } @else {
        <div class="acts"><button type="button" class="btn primary" (click)="asked.set(true)">{{ words.t('act.close') }}</button></div>
      }
    </dialog>
  `,
  styles: `
    .acts.left { justify-content: flex-start; }
  `,
})
export class CredentialsDialog {
  readonly name = input.required<string>();
  readonly credentials = input.required<{ readonly userName: string; readonly password: string }>();
  readonly closed = output();
  protected readonly words = inject(Words);
  protected readonly shown = signal(false);
  protected readonly asked = signal(false);

  protected text(): string {
    const { userName, password } = this.credentials();
    return `${this.words.t('users.credentials.userName')}: ${userName}\n${this.words.t('users.credentials.password')}: ${password}`;
  }

  protected download(): void {
    const address = URL.createObjectURL(new Blob([`${location.origin}\n${this.text()}\n`], { type: 'text/plain' }));
    Object.assign(document.createElement('a'), { href: address, download: `tandem-${this.credentials().userName}.txt` }).click();
    URL.revokeObjectURL(address);
  }
}
