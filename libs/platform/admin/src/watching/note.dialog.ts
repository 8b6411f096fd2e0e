import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { FormField, form, maxLength } from '@angular/forms/signals';
import { Words } from '../i18n/words';
import { Field } from '../ui/field';
import { Icon } from '../ui/icon';
import { Modal } from '../ui/modal';

const LEAST = 3;
const MOST = 500;

/** Asks for a note before something is put down for good; the note is kept with it and shown. */
@Component({
  selector: 'td-note-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, FormField, Icon, Modal],
  template: `
    <dialog tdModal class="ask" (closed)="closed.emit()" aria-labelledby="note-title">
      <h2 class="h2" id="note-title">{{ heading() }}</h2>
      <p class="lead">{{ lead() }}</p>
      <form (submit)="submit($event)">
        <td-field for="note-text" [label]="words.t('monitor.note.label')" [hint]="words.t('monitor.note.hint')" [error]="missing() ? words.t('monitor.note.missing') : ''" [rule]="rule()">
          <div class="in"><textarea id="note-text" rows="3" autofocus [attr.aria-invalid]="missing()" [attr.aria-describedby]="missing() ? 'note-text-error' : 'note-text-hint'" [formField]="answer.note"></textarea></div>
        </td-field>
        <div class="acts">
          <button type="button" class="btn plain" (click)="closed.emit()">{{ words.t('act.cancel') }}</button>
          <button type="submit" class="btn primary" [attr.aria-disabled]="busy()">@if (busy()) {<td-icon name="loader-circle" class="spin" />}{{ confirm() }}</button>
        </div>
      </form>
    </dialog>
  `,
})
export class NoteDialog {
  readonly heading = input.required<string>();
  readonly lead = input.required<string>();
  readonly confirm = input.required<string>();
  readonly rule = input.required<string>();
  readonly busy = input(false);
  readonly confirmed = output<string>();
  readonly closed = output();
  protected readonly words = inject(Words);
  private readonly model = signal({ note: '' });
  protected readonly answer = form(this.model, (path) => maxLength(path.note, MOST));
  private readonly tried = signal(false);
  protected readonly missing = computed(() => this.tried() && this.model().note.trim().length < LEAST);

  protected submit(event: Event): void {
    event.preventDefault();
    this.tried.set(true);
    if (!this.missing() && !this.busy()) this.confirmed.emit(this.model().note.trim());
  }
}
