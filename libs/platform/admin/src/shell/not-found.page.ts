import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Words } from '../i18n/words';

/** An address that leads nowhere, with the way back. */
@Component({
  selector: 'td-not-found-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink],
  template: `
    <div class="state">
      <h1 class="h2">{{ words.t('notFound.title') }}</h1>
      <p class="t2">{{ words.t('notFound.text') }}</p>
      <div class="acts"><a class="btn" routerLink="/">{{ words.t('notFound.home') }}</a></div>
    </div>
  `,
})
export class NotFoundPage {
  protected readonly words = inject(Words);
}
