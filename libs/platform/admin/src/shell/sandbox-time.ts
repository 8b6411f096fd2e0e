import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { Words } from '../i18n/words';
import { BusinessClock } from '../time/business-clock';
import { When } from '../time/when';
import { Icon } from '../ui/icon';
import { Menu } from '../ui/menu';
import { STEPS } from './clock-steps';

/** The clock of the sandbox, which can be moved forward to see what becomes due. */
@Component({
  selector: 'td-sandbox-time',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, Menu],
  host: { class: 'clock' },
  template: `
    <div class="row">
      <td-icon name="clock-fading" class="s" /><span class="b">{{ words.t('sandbox.time') }}</span>
      <td-menu class="end" look="textbtn" drop="up">
        <ng-container ngProjectAs="[face]">{{ busy() ? words.t('sandbox.moving') : words.t('sandbox.move') }}</ng-container>
        @for (step of steps; track step) {<button type="button" class="item" (click)="move(step)">{{ words.t('sandbox.steps.' + step) }}</button>}
      </td-menu>
    </div>
    <div>{{ now() }}</div>
    <td-menu class="mini" drop="up" [label]="words.t('sandbox.moveFrom', { now: now() })">
      <td-icon face name="clock-fading" />
      <p class="head">{{ words.t('sandbox.time') }}<br /><span class="meta t2">{{ now() }}</span></p>
      @for (step of steps; track step) {<button type="button" class="item" (click)="move(step)">{{ words.t('sandbox.steps.' + step) }}</button>}
    </td-menu>
  `,
})
export class SandboxTime {
  protected readonly words = inject(Words);
  private readonly clock = inject(BusinessClock);
  private readonly when = inject(When);
  protected readonly steps = STEPS;
  protected readonly busy = signal(false);
  protected readonly now = computed(() => this.when.full(new Date(this.clock.now()).toISOString()));

  constructor() {
    void this.clock.follow();
  }

  protected async move(step: string): Promise<void> {
    this.busy.set(true);
    await this.clock.advance(step).finally(() => this.busy.set(false));
  }
}
