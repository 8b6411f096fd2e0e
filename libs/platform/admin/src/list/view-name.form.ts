import { afterNextRender, ChangeDetectionStrategy, Component, computed, ElementRef, inject, Injector, input, output, signal, viewChild } from '@angular/core';
import { FormField, form, maxLength } from '@angular/forms/signals';
import { VIEW_NAME_LIMIT } from '@tandem/platform-contract';
import { ApiFault } from '../api/api-fault';
import { FaultWords } from '../i18n/fault-words';
import { Words } from '../i18n/words';
import { Field } from '../ui/field';

/** Asks for the name of a view, for saving and for renaming. */
@Component({
  selector: 'td-view-name-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, FormField],
  template: `
    <form class="viewform" (submit)="submit($event)">
      <td-field for="view-name" [label]="words.t('list.own.name')" [hint]="hint()" [error]="sentence()" [rule]="rule()">
        <div class="in sm" [class.wrong]="sentence()">
          <input #box id="view-name" type="text" autocomplete="off" [attr.aria-invalid]="sentence() !== ''" [attr.aria-describedby]="sentence() ? 'view-name-error' : 'view-name-hint'" [formField]="fields.name" />
        </div>
      </td-field>
      <button type="submit" class="btn sm" [attr.aria-disabled]="!ready()">{{ act() }}</button>
    </form>
  `,
})
export class ViewNameForm {
  /** The present name. */
  readonly name = input('');
  readonly hint = input('');
  /** What the button does. */
  readonly act = input.required<string>();
  /** Why the last try was refused. */
  readonly fault = input<unknown>(null);
  readonly named = output<string>();
  protected readonly words = inject(Words);
  private readonly faults = inject(FaultWords);
  private readonly injector = inject(Injector);
  private readonly model = signal({ name: '' });
  protected readonly fields = form(this.model, (view) => maxLength(view.name, VIEW_NAME_LIMIT));
  private readonly box = viewChild.required<ElementRef<HTMLInputElement>>('box');
  protected readonly ready = computed(() => this.model().name.trim() !== '' && this.model().name.trim() !== this.name());
  protected readonly sentence = computed(() => (this.fault() === null ? '' : this.faults.say(this.fault())));
  protected readonly rule = computed(() => {
    const fault = this.fault();
    return fault instanceof ApiFault ? fault.faults[0]?.rule : undefined;
  });

  /** Starts anew from the present name, with the focus in the field. */
  begin(): void {
    this.model.set({ name: this.name() });
    const select = (): void => {
      this.box().nativeElement.focus();
      this.box().nativeElement.select();
    };
    afterNextRender(select, { injector: this.injector });
  }

  protected submit(event: Event): void {
    event.preventDefault();
    if (this.ready()) this.named.emit(this.model().name.trim());
  }
}
