import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import type { ApiFault } from '../api/api-fault';
import { FaultWords } from '../i18n/fault-words';
import { Words } from '../i18n/words';
import { Icon } from './icon';

/** Stands for rows that are being read; appears only after 150 ms, so that quick answers do not flicker. */
@Component({
  selector: 'td-skeleton',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (late()) {
      <div class="skeleton" role="status" [attr.aria-label]="words.t('list.loading')">
        @for (line of lines; track $index) {<div><span class="skel grow"></span><span class="skel grow"></span><span class="skel grow"></span></div>}
      </div>
    }
  `,
})
export class Skeleton {
  protected readonly words = inject(Words);
  protected readonly late = signal(false);
  protected readonly lines = Array.from({ length: 6 });

  constructor() {
    setTimeout(() => this.late.set(true), 150);
  }
}

/** A list that could not be read: what is safe, the id to ask about, and another try. */
@Component({
  selector: 'td-unreadable',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <div class="state" role="alert">
      <h2 class="h3"><td-icon name="circle-alert" class="bad" />{{ words.t('list.unreadable') }}</h2>
      <p class="t2">{{ words.t('list.nothingChanged') }} {{ faults.say(fault()) }}</p>
      @if (fault().correlationId) {<p class="meta t2">{{ words.t('fault.request') }} <span class="mono">{{ fault().correlationId }}</span></p>}
      <div class="acts"><button type="button" class="btn" (click)="again.emit()"><td-icon name="rotate-cw" />{{ words.t('act.tryAgain') }}</button></div>
    </div>
  `,
})
export class Unreadable {
  readonly fault = input.required<ApiFault>();
  readonly again = output();
  protected readonly words = inject(Words);
  protected readonly faults = inject(FaultWords);
}
