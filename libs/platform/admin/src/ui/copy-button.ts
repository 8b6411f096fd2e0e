import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { Words } from '../i18n/words';
import { Icon } from './icon';

/** Copies a text and says so in place. */
@Component({
  selector: 'td-copy',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `<button type="button" [class]="look()" (click)="copy()"><td-icon [name]="done() ? 'check' : 'copy'" /><span aria-live="polite">{{ done() ? words.t('act.copied') : label() }}</span></button>`,
})
export class CopyButton {
  readonly text = input.required<string>();
  readonly label = input.required<string>();
  readonly look = input('btn sm');
  protected readonly done = signal(false);
  protected readonly words = inject(Words);

  protected async copy(): Promise<void> {
    await navigator.clipboard.writeText(this.text());
    this.done.set(true);
    setTimeout(() => this.done.set(false), 2_000);
  }
}
