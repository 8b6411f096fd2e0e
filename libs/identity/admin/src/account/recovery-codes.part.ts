import { ChangeDetectionStrategy, Component, computed, DestroyRef, inject, input, output, signal } from '@angular/core';
import { CopyButton, Icon, Note, Unsaved, Words } from '@tandem/platform-admin';

/** Recovery codes, this once: to copy or download. Leaving them asks whether they are saved. */
@Component({
  selector: 'td-recovery-codes-part',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CopyButton, Icon, Note],
  template: `
    <td-note tone="warn" [title]="words.t('account.codes.title')">{{ words.t('account.codes.text') }}</td-note>
    <ul class="codes" [attr.aria-label]="words.t('account.codes.list')">
      @for (code of codes(); track code) {<li class="mono">{{ code }}</li>}
    </ul>
    <div class="acts">
      <td-copy look="btn" [text]="text()" [label]="words.t('account.codes.copy')" />
      <a class="btn" [href]="file()" download="tandem-recovery-codes.txt"><td-icon name="download" />{{ words.t('account.codes.download') }}</a>
      <button type="button" class="btn primary" (click)="finish()">{{ words.t('account.codes.saved') }}</button>
    </div>
    @if (asked()) {
      <div role="alertdialog" aria-labelledby="codes-asked">
        <td-note tone="bad" [title]="words.t('account.codes.asked')">
          <span id="codes-asked">{{ words.t('account.codes.askedText') }}</span>
          <div acts class="acts">
            <button type="button" class="btn sm" (click)="reply(false)">{{ words.t('account.codes.stay') }}</button>
            <button type="button" class="btn sm danger" (click)="reply(true)">{{ words.t('account.codes.leave') }}</button>
          </div>
        </td-note>
      </div>
    }
  `,
  styleUrl: './account.css',
})
export class RecoveryCodesPart {
  readonly codes = input.required<readonly string[]>();
  /** The person says that they are saved. */
  readonly saved = output();
  protected readonly words = inject(Words);
  protected readonly asked = signal<((leave: boolean) => void) | null>(null);
  protected readonly text = computed(() => this.codes().join('\n'));
  protected readonly file = computed(() => `data:text/plain;charset=utf-8,${encodeURIComponent(`${this.words.t('account.codes.fileHead')}\n\n${this.text()}\n`)}`);
  private kept = false;

  constructor() {
    const off = inject(Unsaved).watch({ unsaved: () => !this.kept, ask: () => new Promise((resolve) => this.asked.set(resolve)) });
    inject(DestroyRef).onDestroy(off);
  }

  protected finish(): void {
    this.kept = true;
    this.saved.emit();
  }

  protected reply(leave: boolean): void {
    this.kept = leave;
    this.asked()?.(leave);
    this.asked.set(null);
  }
}
