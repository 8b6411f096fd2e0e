import { Directive, inject, input, TemplateRef } from '@angular/core';

/** What a column shows for a row: `<ng-template tdCell="status" let-row>`. */
@Directive({ selector: '[tdCell]' })
export class Cell {
  readonly tdCell = input.required<string>();
  readonly template = inject<TemplateRef<{ $implicit: never }>>(TemplateRef);
}

/** A column of a list. */
export interface Column {
  readonly id: string;
  /** Key of the head's wording. */
  readonly label: string;
  readonly numeric?: boolean;
  /** Folds away while the side panel is open, and on a phone. */
  readonly minor?: boolean;
  /** Shown only when somebody chooses it. */
  readonly spare?: boolean;
  /** Can be sorted by. */
  readonly sortable?: boolean;
}
