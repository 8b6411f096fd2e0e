import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { listMpnAssociations } from '@tandem/identity-contract';
import { ApiClient, Note, When, Words } from '@tandem/platform-admin';
import type { AnswerOf } from '@tandem/platform-contract';

type Association = AnswerOf<typeof listMpnAssociations>['items'][number];

/** The location that the program account stands on, and those before it (SCR-08, MPN-08); without one nothing can be signed (MPN-07). */
@Component({
  selector: 'td-program-account',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Note],
  template: `
    @if (all(); as associations) {
      <section aria-labelledby="program-account">
        <h2 class="h3" id="program-account">{{ words.t('profile.account.title') }}</h2>
        @if (current(); as one) {
          <p class="sm">{{ words.t('profile.account.standsOn', { mpnId: one.mpnId, name: one.name, country: words.country(one.country), date: when.date(one.since) }) }}</p>
        } @else {
          <td-note tone="warn" [title]="words.t('profile.account.none')" rule="MPN-07">{{ words.t('profile.account.noneText') }}</td-note>
        }
        @if (former().length > 0) {
          <details class="sm">
            <summary>{{ words.count('profile.account.former', former().length) }}</summary>
            <ul>
              @for (one of former(); track one.since) {
                <li><span class="mono">{{ one.mpnId }}</span> {{ one.name }} <span class="t2">{{ words.t('profile.account.period', { from: when.date(one.since), until: when.date(one.until) }) }}</span></li>
              }
            </ul>
          </details>
        }
      </section>
    }
  `,
  styles: `
    section { padding: 0 var(--pad) 12px; }
    summary { min-height: 24px; color: var(--accent); font-weight: 500; cursor: pointer; }
    li { padding: 2px 0 2px 16px; }
  `,
})
export class ProgramAccount {
  /** Reads again whenever this changes. */
  readonly version = input<unknown>();
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly api = inject(ApiClient);
  protected readonly all = signal<readonly Association[] | undefined>(undefined);
  protected readonly current = computed(() => this.all()?.find(({ until }) => until === undefined));
  protected readonly former = computed(() => (this.all() ?? []).filter(({ until }) => until !== undefined));

  constructor() {
    effect(() => {
      this.version();
      untracked(() => void this.read());
    });
  }

  /** The list of locations stands without it; what could not be read is read with the next change. */
  private async read(): Promise<void> {
    await this.api.call(listMpnAssociations, { query: { size: 50 } }).then(
      ({ items }) => this.all.set(items),
      () => undefined,
    );
  }
}
