import { ChangeDetectionStrategy, Component, ElementRef, inject, input, viewChild } from '@angular/core';
import type { IssueView } from '@tandem/enrollment-contract';
import { Note, Words } from '@tandem/platform-admin';
import { idOf } from './application-fields';
import { IssueWords } from './application-issues';

/** Everything that keeps a form from being submitted, each with the way to its field. */
@Component({
  selector: 'td-issue-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Note],
  template: `
    <div #top tabindex="-1">
      <td-note tone="bad" [title]="words.count('enrollment.form.open', issues().length)">
        {{ words.t('enrollment.form.openText') }}
        <ul acts class="issues">
          @for (issue of issues(); track $index) {
            <li>
              @if (issue.field; as field) {
                <button type="button" class="textbtn" (click)="go(field)">{{ issueWords.fieldOf(field) }}</button>
              }
              <span>{{ issueWords.of(issue) }}</span>
            </li>
          }
        </ul>
      </td-note>
    </div>
  `,
  styles: `
    [tabindex] { scroll-margin-top: 16px; }
    .issues { display: flex; flex-direction: column; gap: 4px; margin-top: 6px; }
    li { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 8px; }
    .textbtn { min-height: 24px; text-align: start; }
  `,
})
export class IssueList {
  readonly issues = input.required<readonly IssueView[]>();
  protected readonly words = inject(Words);
  protected readonly issueWords = inject(IssueWords);
  private readonly top = viewChild.required<ElementRef<HTMLElement>>('top');

  /** Brings the list into sight and tells it to whoever cannot see it. */
  focus(): void {
    this.top().nativeElement.focus();
    this.top().nativeElement.scrollIntoView({ block: 'start' });
  }

  protected go(field: string): void {
    document.getElementById(idOf(field))?.focus();
  }
}
