import { ChangeDetectionStrategy, Component, computed, DestroyRef, effect, inject, input, output, signal } from '@angular/core';
import { listReasons } from '@tandem/platform-contract';
import type { AnswerOf, CallOf } from '@tandem/platform-contract';
import { ApiClient } from '../api/api-client';
import { Words } from '../i18n/words';
import { ListUrl } from '../list/list-url';
import { LiveUpdates } from '../live/live-updates';
import { Icon } from '../ui/icon';
import { reasonWords } from './looks';

type Reasons = AnswerOf<typeof listReasons>;
/** Reasons of deliveries; a click narrows the list to one, and one button acts on all that match. */
@Component({
  selector: 'td-delivery-reasons',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    @if (reasons(); as all) {
      @if (all.items.length > 0) {
        <aside class="reasons" [attr.aria-label]="words.t('monitor.reasons')">
          <h2 class="sec">{{ words.t('monitor.reasons') }}</h2>
          <ul>
            @for (item of all.items; track item.state + item.reason) {
              <li>
                <button type="button" [attr.aria-pressed]="chosen() === item.reason" [disabled]="!item.reason" (click)="choose(item.reason)">
                  <span>{{ say(item.reason, item.explanation) }} <span class="t2">{{ words.t('mail.states.' + item.state) }}</span></span><span class="num b">{{ words.number(item.count) }}</span>
                </button>
              </li>
            }
          </ul>
          @if (allowed()) {
            <div class="acts">
              @if (all.retryable > 0) {
                <button type="button" class="btn sm" [attr.aria-disabled]="busy()" (click)="!busy() && retried.emit()"><td-icon name="rotate-cw" />{{ words.count('monitor.retryAll', all.retryable) }}</button>
              }
              @if (all.dismissable > 0) {
                <button type="button" class="btn sm" [attr.aria-disabled]="busy()" (click)="!busy() && dismissed.emit(all.dismissable)">{{ words.count('monitor.dismissAll', all.dismissable) }}</button>
              }
            </div>
            <p class="meta t2">{{ hint() }}</p>
          }
        </aside>
      }
    }
  `,
})
export class DeliveryReasons {
  readonly question = input.required<CallOf<typeof listReasons>['query']>();
  readonly allowed = input.required<boolean>();
  readonly busy = input(false);
  readonly retried = output();
  readonly dismissed = output<number>();
  /** What can be picked as a filter. */
  readonly known = output<Reasons['items']>();
  protected readonly words = inject(Words);
  private readonly url = inject(ListUrl);
  private readonly api = inject(ApiClient);
  protected readonly reasons = signal<Reasons | undefined>(undefined);
  protected readonly chosen = computed(() => this.url.state().filters['reason']?.[0]);
  protected readonly say = reasonWords();
  protected readonly hint = computed(() => {
    const all = this.reasons();
    const left = (all?.items ?? []).reduce((sum, { count }) => sum + count, 0) - (all?.retryable ?? 0);
    return left > 0 ? this.words.count('monitor.others', left) : this.words.t('monitor.once');
  });
  private turn = 0;

  constructor() {
    effect(() => {
      this.question();
      void this.read();
    });
    let timer: ReturnType<typeof setTimeout> | undefined;
    inject(LiveUpdates).refetch(['delivery', 'bulk_act'], () => {
      timer ??= setTimeout(() => ((timer = undefined), void this.read()), 1_000);
    });
    inject(DestroyRef).onDestroy(() => clearTimeout(timer));
  }

  protected choose(reason: string | undefined): void {
    if (reason) this.url.filter('reason', this.chosen() === reason ? [] : [reason]);
  }

  private async read(): Promise<void> {
    const turn = ++this.turn;
    const reasons = await this.api.call(listReasons, { query: this.question() }).catch(() => undefined);
    if (turn !== this.turn || !reasons) return;
    this.reasons.set(reasons);
    this.known.emit(reasons.items);
  }
}
