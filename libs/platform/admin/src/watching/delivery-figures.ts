import { ChangeDetectionStrategy, Component, computed, DestroyRef, effect, inject, input, signal } from '@angular/core';
import { getFigures } from '@tandem/platform-contract';
import type { FiguresView } from '@tandem/platform-contract';
import { ApiClient } from '../api/api-client';
import { Words } from '../i18n/words';
import { ListUrl } from '../list/list-url';
import { LiveUpdates } from '../live/live-updates';
import { When } from '../time/when';
import { Note } from '../ui/note';
import { Ages } from './ages';
import { Spark } from './spark';

const WINDOWS = ['hour', 'day', 'week'] as const satisfies readonly FiguresView['window'][];
const ENDED = ['sent', 'failed', 'bounced', 'uncertain'] as const;
const TROUBLED = ['failed', 'bounced', 'uncertain'] as const;
/** At most this often, however much happens. */
const PAUSE_MS = 3_000;
/** From here on mails count as delayed, in seconds. */
const LATE_AFTER = 60;

/** The figures of mails over a window, as numbers with a line each, and as a table for whoever wants to read it. */
@Component({
  selector: 'td-delivery-figures',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Note, Spark],
  templateUrl: './delivery-figures.html',
})
export class DeliveryFigures {
  /** One organisation's; none: all that the person watches over. */
  readonly organisation = input<string>();
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  protected readonly ages = inject(Ages);
  protected readonly url = inject(ListUrl);
  private readonly api = inject(ApiClient);
  protected readonly windows = WINDOWS;
  protected readonly ended = ENDED;
  protected readonly troubled = TROUBLED;
  protected readonly window = signal<FiguresView['window']>('day');
  protected readonly figures = signal<FiguresView | undefined>(undefined);
  protected readonly asTable = signal(false);
  protected readonly late = computed(() => (this.figures()?.waiting.oldestSeconds ?? 0) > LATE_AFTER);
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(LiveUpdates).refetch(['delivery'], () => this.soon());
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
    effect(() => void this.read());
  }

  protected series(state: (typeof ENDED)[number]): readonly number[] {
    return this.figures()?.steps.map((step) => step[state]) ?? [];
  }

  /** What the line says, in words. */
  protected lineOf(state: (typeof ENDED)[number]): string {
    const most = Math.max(...this.series(state), 0);
    return this.words.t('monitor.line', { most: this.words.number(most), window: this.words.t(`monitor.windows.${this.window()}`) });
  }

  /** A dash until it is known. */
  protected number(count: number | undefined): string {
    return count === undefined ? '–' : this.words.number(count);
  }

  protected plus(number: { readonly count: number; readonly capped: boolean } | undefined): string {
    return this.number(number?.count) + (number?.capped ? '+' : '');
  }

  private soon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.read();
    }, PAUSE_MS);
  }

  private async read(): Promise<void> {
    const asked = { window: this.window(), organisation: this.organisation() };
    const figures = await this.api.call(getFigures, { query: asked }).catch(() => undefined);
    if (figures && asked.window === this.window() && asked.organisation === this.organisation()) this.figures.set(figures);
  }
}
