import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { FaultWords, Field, Note, When, Words } from '@tandem/platform-admin';
import type { ApplicationDraft } from './application-draft';
import { APPLICATION, idOf, labelOf } from './application-fields';
import type { ApplicationField } from './application-fields';

/** The form of an enrollment in its steps, saved while it is typed; what is wrong stands at the field (SCR-03). */
@Component({
  selector: 'td-application-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, Note],
  templateUrl: './application-form.html',
  styleUrl: './application-form.css',
})
export class ApplicationForm {
  readonly draft = input.required<ApplicationDraft>();
  readonly countries = input.required<readonly string[]>();
  /** Only the contact may be put right. */
  readonly contactOnly = input(false);
  /** Fields that stand. */
  readonly fixed = input<readonly string[]>([]);
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly faults = inject(FaultWords);
  protected readonly idOf = idOf;

  protected groups() {
    return this.contactOnly() ? APPLICATION.filter(({ id }) => id === 'contact') : APPLICATION;
  }

  protected label(field: ApplicationField): string {
    return this.words.t(labelOf(field)) + (this.draft().required(field.path) ? '' : ` ${this.words.t('enrollment.optional')}`);
  }

  protected hint(field: ApplicationField): string {
    return field.hint ? this.words.t(labelOf(field).replace('fields', 'hints')) : '';
  }

  /** What is wrong with a field, in words. */
  protected wrong({ path }: ApplicationField): string {
    const issue = this.draft().issueOf(path);
    if (!issue) return '';
    if (issue.reason !== 'FIELD_INVALID') return this.faults.of(issue);
    return this.words.t(this.draft().text(path).trim() === '' ? 'enrollment.needed' : 'enrollment.malformed', { expected: String(issue['detail'] ?? '') });
  }

  protected describedBy(field: ApplicationField): string | null {
    if (this.wrong(field)) return `${idOf(field.path)}-error`;
    return field.hint ? `${idOf(field.path)}-hint` : null;
  }

  protected options(): { code: string; name: string }[] {
    return this.countries().map((code) => ({ code, name: this.words.country(code) })).sort((one, other) => one.name.localeCompare(other.name, this.words.locale()));
  }
}
