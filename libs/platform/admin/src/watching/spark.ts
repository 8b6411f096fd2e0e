import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

const [WIDTH, HEIGHT, EDGE] = [96, 24, 2];

/** A line of figures over time, 96 by 24; what it says stands in words and in the table beside it. */
@Component({
  selector: 'td-spark',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<svg class="spark" viewBox="0 0 96 24" role="img" [attr.aria-label]="label()"><polyline [attr.points]="points()" /></svg>`,
})
export class Spark {
  readonly values = input.required<readonly number[]>();
  readonly label = input.required<string>();
  protected readonly points = computed(() => {
    const values = this.values();
    const most = Math.max(1, ...values);
    const step = (WIDTH - 2 * EDGE) / Math.max(1, values.length - 1);
    return values.map((value, at) => `${(EDGE + at * step).toFixed(1)},${(HEIGHT - EDGE - (value / most) * (HEIGHT - 2 * EDGE)).toFixed(1)}`).join(' ');
  });
}
