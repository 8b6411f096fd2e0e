import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { FormField, form } from '@angular/forms/signals';
import { Words } from '../i18n/words';
import { Field } from './field';
import { Icon } from './icon';
import { Modal } from './modal';
import { Writes } from './writes';

/** One consequence of an act: what stays or comes (`ok`), what is lost (`bad`). */
export interface Effect {
  readonly tone: 'ok' | 'bad';
  readonly text: string;
  readonly rule?: string;
}

/** Asks before an act without a way back: lists its consequences and, where a name is given, has it typed. */
@Component({
  selector: 'td-ask',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, FormField, Icon, Modal, Writes],
  template: `
    <dialog tdModal class="ask" (closed)="closed.emit()" aria-labelledby="ask-title">
      <h2 class="h2" id="ask-title" tabindex="-1" autofocus>{{ heading() }}</h2>
      <p class="lead">{{ lead() }}</p>
      <ul class="effects">
        @for (effect of effects(); track effect.text) {
          <li>
            <td-icon [name]="effect.tone === 'ok' ? 'check' : 'circle-alert'" [class]="effect.tone" />
            <span>{{ effect.text }} @if (effect.rule) {<span class="mono t2">{{ effect.rule }}</span>}</span>
          </li>
        }
      </ul>
      <form (submit)="submit($event)">
        @if (typed(); as name) {
          <td-field for="ask-name" [label]="words.t('ask.typeName', { name })">
            <div class="in"><input id="ask-name" type="text" autocomplete="off" spellcheck="false" [formField]="answer.name" /></div>
          </td-field>
        }
        <ng-content />
        <div class="acts">
          <button type="button" class="btn plain" (click)="closed.emit()">{{ words.t('act.cancel') }}</button>
          <button type="submit" class="btn danger solid" [tdWrites]="!ready() || busy()">
            @if (busy()) {<td-icon name="loader-circle" class="spin" />}
            {{ confirm() }}
          </button>
        </div>
      </form>
    </dialog>
  `,
})
export class Ask {
  readonly heading = input.required<string>();
  readonly lead = input('');
  readonly effects = input.required<readonly Effect[]>();
  /** The name to type; none: no typing. */
  readonly typed = input('');
  readonly confirm = input.required<string>();
  readonly busy = input(false);
  readonly confirmed = output();
  readonly closed = output();

  protected readonly words = inject(Words);
  private readonly model = signal({ name: '' });
  protected readonly answer = form(this.model);
  protected readonly ready = computed(() => this.model().name.trim() === this.typed().trim());

  protected submit(event: Event): void {
    event.preventDefault();
    if (this.ready() && !this.busy()) this.confirmed.emit();
  }
}
