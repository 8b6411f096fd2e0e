import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { ApiFault, FaultWords, Field, Words } from '@tandem/platform-admin';
import type { Fault } from '@tandem/platform-contract';
import type { TextField, TextForm } from './text-form';

/** The fields of a form of texts, group by group, each with its hint or with what is wrong with it: by the schema, or as the server said. */
@Component({
  selector: 'td-form-fields',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field],
  template: `
    @for (group of of().groups; track group.id) {
      <fieldset>
        <legend class="sec">{{ words.t('profile.groups.' + group.id) }}</legend>
        <div class="fields">
          @for (field of group.fields; track field.path) {
            <td-field [class.half]="field.half" [label]="nameOf(field)" [for]="idOf(field)" [hint]="hintOf(field)" [error]="wrong(field)" [rule]="refused(field)?.rule">
              <input
                class="in"
                [id]="idOf(field)"
                [type]="field.type ?? 'text'"
                [class.mono]="field.mono"
                [class.wrong]="wrong(field)"
                [attr.aria-invalid]="wrong(field) !== ''"
                [attr.aria-required]="field.required"
                [attr.aria-describedby]="wrong(field) ? idOf(field) + '-error' : hintOf(field) ? idOf(field) + '-hint' : null"
                [value]="of().text(field.path)"
                (input)="of().write(field.path, $any($event.target).value)"
              />
            </td-field>
          }
        </div>
      </fieldset>
    }
  `,
  styleUrl: './form-fields.css',
})
export class FormFields {
  readonly of = input.required<TextForm>();
  /** Begins the ids of the inputs. */
  readonly name = input.required<string>();
  /** Why saving was refused. */
  readonly failure = input<unknown>(null);
  protected readonly words = inject(Words);
  private readonly faults = inject(FaultWords);

  protected idOf({ path }: TextField): string {
    return `${this.name()}-${path.replace('.', '-')}`;
  }

  protected nameOf({ path }: TextField): string {
    return this.words.t(`profile.fields.${path.split('.').at(-1)}`);
  }

  protected hintOf({ path, hint }: TextField): string {
    return hint ? this.words.t(`profile.hints.${path.split('.').at(-1)}`) : '';
  }

  protected wrong(field: TextField): string {
    if (this.of().wrong().includes(field.path)) return this.of().text(field.path).trim() === '' ? this.words.t('profile.needed') : this.words.t(`profile.wrong.${field.path.split('.').at(-1)}`);
    const fault = this.refused(field);
    return fault ? this.faults.of(fault) : '';
  }

  /** What the server said of a field. */
  protected refused({ path }: TextField): Fault | undefined {
    const failure = this.failure();
    return failure instanceof ApiFault ? failure.of(path) : undefined;
  }
}
