import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { Field, Words } from '@tandem/platform-admin';
import type { Saving } from '@tandem/platform-admin';
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
            <td-field [class.half]="field.half" [label]="nameOf(field)" [for]="idOf(field)" [hint]="hintOf(field)" [error]="wrong(field)" [rule]="saving().ruleOf(field.path)">
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
  readonly saving = input.required<Saving>();
  protected readonly words = inject(Words);

  protected idOf({ path }: TextField): string {
    return `${this.name()}-${path.replace('.', '-')}`;
  }

  protected nameOf({ path }: TextField): string {
    return this.words.t(`profile.fields.${path.split('.').at(-1)}`);
  }

  protected hintOf({ path, hint }: TextField): string {
    return hint ? this.words.t(`profile.hints.${path.split('.').at(-1)}`) : '';
  }

  protected wrong({ path }: TextField): string {
    const own = this.of().text(path).trim() === '' ? 'profile.needed' : `profile.wrong.${path.split('.').at(-1)}`;
    return this.saving().wrong(path, this.of().wrong().includes(path) ? this.words.t(own) : '');
  }
}
