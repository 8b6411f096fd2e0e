import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { agreementBlocks } from '@tandem/enrollment-contract';
import type { AgreementLanguage } from '@tandem/enrollment-contract';

/** The text of an agreement to read, as its page and its file show it. */
@Component({
  selector: 'td-agreement-text',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[attr.lang]': 'language()' },
  template: `
    <h3>{{ title() }}</h3>
    @for (block of blocks(); track $index) {
      @switch (block.kind) {
        @case ('heading') {<h4>{{ block.text }}</h4>}
        @case ('paragraph') {<p>{{ block.text }}</p>}
        @case ('list') {
          <ul>
            @for (item of block.items; track $index) {<li>{{ item }}</li>}
          </ul>
        }
      }
    }
  `,
  styles: `
    :host { display: block; max-width: 68ch; font-size: 14px; line-height: 22px; }
    h3 { font-size: 16px; line-height: 24px; font-weight: 600; }
    h4 { margin-top: 18px; font-size: 14px; line-height: 22px; font-weight: 600; }
    p, ul { margin-top: 6px; }
    ul { padding-inline-start: 20px; list-style: disc; }
  `,
})
export class AgreementText {
  readonly title = input.required<string>();
  readonly text = input.required<string>();
  readonly language = input.required<AgreementLanguage>();
  protected readonly blocks = computed(() => agreementBlocks(this.text()));
}
