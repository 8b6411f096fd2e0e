import { NgComponentOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Words } from '../i18n/words';
import { Session } from '../session/session';
import { OVERVIEW } from './overview-part';

/** The first page: what each context has to say to the signed-in person, and nothing else. */
@Component({
  selector: 'td-overview-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [NgComponentOutlet],
  template: `
    <div class="page">
      <h1 class="h1">{{ words.t('overview.title') }}</h1>
      <p class="sm t2">{{ session.me().organisation.name }}</p>
      @for (part of parts; track part.component) {
        <ng-container [ngComponentOutlet]="part.component" />
      } @empty {
        <p class="sec">{{ words.t('overview.nothing') }}</p>
        <p class="sm t2">{{ words.t('overview.nothingText') }}</p>
      }
    </div>
  `,
})
export class OverviewPage {
  protected readonly words = inject(Words);
  protected readonly session = inject(Session);
  protected readonly parts = inject(OVERVIEW, { optional: true })
    ?.filter((part) => part.when(this.session))
    .sort((one, other) => one.order - other.order) ?? [];
}
