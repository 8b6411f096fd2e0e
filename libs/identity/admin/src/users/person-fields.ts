import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import type { FieldTree } from '@angular/forms/signals';
import { Field, Words } from '@tandem/platform-admin';

/** What a person is called, and in which language they are written to. */
export interface PersonTexts {
  readonly firstName: string;
  readonly lastName: string;
  readonly locale: 'de' | 'en';
}

/** The fields for name and language of a person; what stands between them is the content. */
@Component({
  selector: 'td-person-fields',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, FormField],
  template: `
    <div class="pair">
      <td-field [label]="words.t('users.fields.firstName')" for="user-first" [error]="wrong()('firstName')">
        <input class="in" id="user-first" autocomplete="off" [class.wrong]="wrong()('firstName')" [attr.aria-invalid]="wrong()('firstName') !== ''" [attr.aria-describedby]="wrong()('firstName') ? 'user-first-error' : null" [formField]="of().firstName" />
      </td-field>
      <td-field [label]="words.t('users.fields.lastName')" for="user-last" [error]="wrong()('lastName')">
        <input class="in" id="user-last" autocomplete="off" [class.wrong]="wrong()('lastName')" [attr.aria-invalid]="wrong()('lastName') !== ''" [attr.aria-describedby]="wrong()('lastName') ? 'user-last-error' : null" [formField]="of().lastName" />
      </td-field>
    </div>
    <ng-content />
    <td-field [label]="words.t('users.fields.locale')" for="user-language">
      <select class="in" id="user-language" [formField]="of().locale">
        <option value="de">Deutsch</option>
        <option value="en">English</option>
      </select>
    </td-field>
  `,
  styles: ':host { display: flex; flex-direction: column; gap: 16px; }',
})
export class PersonFields {
  readonly of = input.required<FieldTree<PersonTexts>>();
  /** What is wrong with a field. */
  readonly wrong = input.required<(field: 'firstName' | 'lastName') => string>();
  protected readonly words = inject(Words);
}
