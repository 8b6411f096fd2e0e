import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Icon } from './icon';

/** A control with its label above and its hint below; an error takes the hint's place and says what would be right. */
@Component({
  selector: 'td-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <div class="field">
      <label class="lab" [attr.for]="for()">{{ label() }}</label>
      <ng-content />
      @if (error()) {
        <p class="err" [id]="for() + '-error'"><td-icon class="s" name="circle-alert" /><span>{{ error() }} @if (rule()) {<span class="rule">{{ rule() }}</span>}</span></p>
      } @else if (hint()) {
        <p class="hint" [id]="for() + '-hint'">{{ hint() }}</p>
      }
    </div>
  `,
})
export class Field {
  readonly label = input.required<string>();
  /** Id of the control inside. */
  readonly for = input.required<string>();
  readonly hint = input('');
  readonly error = input<string | undefined>('');
  readonly rule = input<string | undefined>('');
}
