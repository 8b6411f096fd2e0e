import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { listRememberedInvitations } from '@tandem/invitations-contract';
import { ApiClient, LiveUpdates, Note, Session, When, Words } from '@tandem/platform-admin';
import type { AnswerOf } from '@tandem/platform-contract';

type Remembered = AnswerOf<typeof listRememberedInvitations>['items'][number];

/** Invitations that the organisation has seen but could not answer yet; the overview leads back to them. */
@Component({
  selector: 'td-remembered-invitations',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Note],
  template: `
    @if (items().length > 0) {
      <section aria-labelledby="remembered">
        <h2 class="sec" id="remembered">{{ words.t('invitations.remembered.title') }}</h2>
        @if (!session.holds('indirect_reseller')) {
          <td-note tone="warn" [title]="words.t('invitations.remembered.notEnrolled')" rule="PRT-03">{{ words.t('invitations.remembered.waits') }}</td-note>
        }
        <ul class="asks">
          @for (item of items(); track item.url) {
            <li>
              <div class="grow">
                <p class="b">{{ words.t('invitations.remembered.asks', { name: item.inviter.name }) }}</p>
                <p class="t2 sm">{{ words.country(item.inviter.country) }} · {{ words.t('invitations.remembered.since', { date: when.date(item.rememberedAt) }) }}</p>
              </div>
              <a class="btn sm" [href]="item.url">{{ words.t('invitations.remembered.read') }}</a>
            </li>
          }
        </ul>
      </section>
    }
  `,
})
export class RememberedInvitations {
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  protected readonly session = inject(Session);
  private readonly api = inject(ApiClient);
  protected readonly items = signal<readonly Remembered[]>([]);

  constructor() {
    inject(LiveUpdates).refetch(['invitation'], () => void this.read());
    void this.read();
  }

  /** The overview stands without this part: when it cannot be read, it is not shown. */
  private async read(): Promise<void> {
    this.items.set((await this.api.call(listRememberedInvitations).catch(() => ({ items: this.items() }))).items);
  }
}
