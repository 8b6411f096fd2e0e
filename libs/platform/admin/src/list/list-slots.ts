import { Directive, inject, TemplateRef } from '@angular/core';

type Slot = TemplateRef<{ $implicit: never }>;

/** What the side panel of a list shows for the open row: `<ng-template tdPanel let-row>`. */
@Directive({ selector: '[tdPanel]' })
export class PanelSlot {
  readonly template = inject<Slot>(TemplateRef);
}

/** Buttons for the ticked rows: `<ng-template tdBulk>`. */
@Directive({ selector: '[tdBulk]' })
export class BulkSlot {
  readonly template = inject<Slot>(TemplateRef);
}

/** What a list says when it has no row though nothing narrows it: `<ng-template tdEmpty>`. */
@Directive({ selector: '[tdEmpty]' })
export class EmptySlot {
  readonly template = inject<Slot>(TemplateRef);
}
