import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { When } from './when';

/** A deadline: "in 4 business days · Thu 26 Nov, 17:00 CET"; its tooltip names the calendar that was used, and UTC. */
@Component({
  selector: 'td-deadline',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<time [attr.datetime]="at()" [attr.title]="when.calendar(at())">{{ when.deadline(at()) }}</time>`,
})
export class Deadline {
  /** ISO 8601. */
  readonly at = input.required<string | undefined>();
  protected readonly when = inject(When);
}
