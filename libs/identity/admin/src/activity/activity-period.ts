import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { BusinessClock, ListUrl, Words } from '@tandem/platform-admin';
import { MOST_AUDIT_DAYS } from '@tandem/platform-contract';

const DAY = 86_400_000;
const pad = (value: number): string => String(value).padStart(2, '0');

/** The day of an instant in the viewer's zone, as fields for dates write it. */
const dayOf = (instant: number): string => {
  const at = new Date(instant);
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
};

/** Midnight of a day in the viewer's zone, `more` days later; undefined for what is no day. */
export function midnight(day: string | undefined, more = 0): string | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? '');
  return parts ? new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]) + more).toISOString() : undefined;
}

/** From when until when the log is shown (AUD-02), as whole days of the viewer's zone; kept in the address as `from` and `to`. */
@Component({
  selector: 'td-activity-period',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="period" role="group" [attr.aria-label]="words.t('activity.period')">
      <label class="in sm"><span class="t2">{{ words.t('activity.from') }}</span><input type="date" [value]="chosen('from')" [min]="oldest()" [max]="today()" (change)="choose('from', $event)" /></label>
      <label class="in sm"><span class="t2">{{ words.t('activity.to') }}</span><input type="date" [value]="chosen('to')" [min]="chosen('from') || oldest()" [max]="today()" (change)="choose('to', $event)" /></label>
      @if (!chosen('from') && !chosen('to')) {<span class="meta t2">{{ words.t('activity.lastMonth') }}</span>}
    </div>
  `,
  styles: `
    .period { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; padding: 0 var(--pad) 10px; }
    .period .in { width: auto; }
  `,
})
export class ActivityPeriod {
  protected readonly words = inject(Words);
  private readonly url = inject(ListUrl);
  private readonly clock = inject(BusinessClock);
  protected readonly today = computed(() => dayOf(this.clock.now()));
  /** The day after the server's limit: a day of the viewer's zone begins before or after that of UTC. */
  protected readonly oldest = computed(() => dayOf(this.clock.now() - (MOST_AUDIT_DAYS - 1) * DAY));

  protected chosen(end: 'from' | 'to'): string {
    return this.url.state().filters[end]?.[0] ?? '';
  }

  protected choose(end: 'from' | 'to', { target }: Event): void {
    const { value } = target as HTMLInputElement;
    this.url.filter(end, value ? [value] : []);
  }
}
