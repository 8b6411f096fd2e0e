import { inject, Injectable } from '@angular/core';
import type { IssueView } from '@tandem/enrollment-contract';
import { FaultWords, Words } from '@tandem/platform-admin';
import { leafOf } from './application-fields';

/** Words what keeps a form from being submitted, in the person's language. */
@Injectable({ providedIn: 'root' })
export class IssueWords {
  private readonly words = inject(Words);
  private readonly faults = inject(FaultWords);

  of(issue: IssueView): string {
    if (issue.reason !== 'FIELD_INVALID') return this.faults.of(issue);
    if (issue['detail'] === 'required') return this.words.t('enrollment.form.needed');
    const key = `enrollment.form.wrong.${leafOf(issue.field ?? '')}`;
    return this.words.has(key) ? this.words.t(key) : this.faults.of(issue);
  }

  /** What the field is called that an issue is about; with its step, because two steps ask for an e-mail address. */
  fieldOf(path: string): string {
    const name = this.words.t(`enrollment.form.fields.${leafOf(path)}`);
    const step = path.includes('primaryContact') ? 'contact' : path.startsWith('supportProfile') ? 'support' : '';
    return step ? `${this.words.t(`enrollment.form.steps.${step}`)}: ${name}` : name;
  }
}
