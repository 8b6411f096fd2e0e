import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { FormField, form, maxLength } from '@angular/forms/signals';
import { NOTE_LIMIT, RESOLUTIONS, resolveDelivery } from '@tandem/platform-contract';
import { ApiClient } from '../api/api-client';
import { FaultWords } from '../i18n/fault-words';
import { Words } from '../i18n/words';
import { Session } from '../session/session';
import { Field } from '../ui/field';
import { Icon } from '../ui/icon';
import { Note } from '../ui/note';

/** A mail of which nobody knows whether it arrived: what that means, and the two ways out, each with the reason, for whoever may send it again (EML-17). */
@Component({
  selector: 'td-resolve-mail',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, FormField, Icon, Note],
  template: `
    <td-note tone="warn" [title]="words.t('deliveries.resolve.title')">
      {{ words.t('deliveries.resolve.means') }}
      @if (allowed) {
        <div acts class="gapped">
          <td-field for="resolve-note" [label]="words.t('deliveries.resolve.note')" [error]="missing() ? words.t('deliveries.resolve.noteMissing') : ''" [hint]="words.t('deliveries.resolve.noteHint')">
            <div class="in" [class.wrong]="missing()"><input id="resolve-note" type="text" autocomplete="off" [attr.aria-invalid]="missing()" [attr.aria-describedby]="'resolve-note-' + (missing() ? 'error' : 'hint')" [formField]="fields.note" /></div>
          </td-field>
          <div class="acts gapped">
            @for (way of ways; track way) {
              <button type="button" class="btn sm" [attr.aria-disabled]="busy()" (click)="resolve(way)"><td-icon [name]="way === 'arrived' ? 'check' : 'rotate-cw'" />{{ words.t('deliveries.resolve.' + way) }}</button>
            }
          </div>
          @if (failure()) {<p class="meta bad" role="alert">{{ failure() }}</p>}
        </div>
      }
    </td-note>
  `,
})
export class ResolveMail {
  readonly deliveryId = input.required<string>();
  readonly resolved = output();
  protected readonly words = inject(Words);
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  protected readonly allowed = inject(Session).may('delivery.retry');
  protected readonly ways = RESOLUTIONS;
  private readonly model = signal({ note: '' });
  protected readonly fields = form(this.model, (path) => maxLength(path.note, NOTE_LIMIT));
  protected readonly missing = signal(false);
  protected readonly busy = signal(false);
  protected readonly failure = signal('');

  protected async resolve(as: (typeof RESOLUTIONS)[number]): Promise<void> {
    const note = this.model().note.trim();
    this.missing.set(note === '');
    if (this.busy()) return;
    if (note === '') return document.getElementById('resolve-note')?.focus();
    this.busy.set(true);
    this.failure.set('');
    try {
      await this.api.call(resolveDelivery, { params: { id: this.deliveryId() }, body: { as, note } });
      this.resolved.emit();
    } catch (fault) {
      this.failure.set(this.faults.say(fault));
    }
    this.busy.set(false);
  }
}
