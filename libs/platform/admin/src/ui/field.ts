import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Help } from './help';
import { Icon } from './icon';

/** A control with its label above and its hint below; an error takes the hint's place and says what would be right. */
@Component({
  selector: 'td-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Help, Icon],
  template: `
    <div class="field">
      <div class="labs"><label class="lab" [attr.for]="for()">{{ label() }}</label>@if (help() && !rule()) {<td-help [topic]="help()" />}</div>
      <ng-content />
      @if (error()) {
        <p class="err" [id]="for() + '-error'"><td-icon class="s" name="circle-alert" /><span>{{ error() }} @if (rule()) {<span class="rule">{{ rule() }}</span> <td-help [topic]="rule()" />}</span></p>
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
  /** Topic of the help beside the label; a refusal shows the help of its own rule instead. */
  readonly help = input('');
}
