import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { enterBusinessDay, listBusinessCalendars, listBusinessDays, removeBusinessDay } from '@tandem/enrollment-contract';
import type { BusinessDayView } from '@tandem/enrollment-contract';
import { ApiClient, BusinessClock, Cell, FaultWords, Icon, ListSource, ListUrl, NoPermission, Note, Session, Skeleton, Status, Table, Toasts, Unreadable, When, Words } from '@tandem/platform-admin';
import type { Column } from '@tandem/platform-admin';
import { Countries } from '../countries';
import { CountryCalendars } from '../due/country-calendars';
import { movesNothing, noonOf, rowsOf, yearsAround } from './calendar-days';
import type { CalendarDay } from './calendar-days';
import { DayDrawer } from './day.drawer';

const COLUMNS: readonly Column[] = [
  { id: 'day', label: 'calendar.columns.day' },
  { id: 'kind', label: 'calendar.columns.kind' },
  { id: 'source', label: 'calendar.columns.source' },
  { id: 'note', label: 'calendar.columns.note' },
];

/** The business calendar of a country (SCR-31, TIM-01): the days of a year that do not count like their place in the week says. */
@Component({
  selector: 'td-calendar-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Cell, DayDrawer, Icon, NoPermission, Note, Skeleton, Status, Table, Unreadable],
  providers: [ListUrl],
  templateUrl: './calendar.page.html',
  styleUrl: './calendar.page.css',
})
export class CalendarPage {
  protected readonly words = inject(Words);
  protected readonly url = inject(ListUrl);
  private readonly when = inject(When);
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  private readonly toasts = inject(Toasts);
  private readonly session = inject(Session);
  private readonly clock = inject(BusinessClock);
  private readonly calendars = inject(CountryCalendars);
  private readonly supported = inject(Countries);
  private readonly here = signal<readonly string[]>([]);
  protected readonly columns = COLUMNS;
  protected readonly movesNothing = movesNothing;
  protected readonly refusal = this.session.refusal('enrollment.review');
  protected readonly failure = signal('');
  /** Whether a day is entered that does not stand in the table yet. */
  protected readonly entering = signal(false);
  private readonly present = computed(() => new Date(this.clock.now()).getFullYear());
  protected readonly country = computed(() => this.url.state().filters['country']?.[0] ?? this.session.me().organisation.country);
  protected readonly year = computed(() => Number(this.url.state().filters['year']?.[0] ?? this.present()));
  protected readonly years = computed(() => yearsAround(this.present(), this.year()));
  /** Countries with partners first, then all in which the program is offered. */
  protected readonly choices = computed(() => {
    const near = [...new Set([...this.here(), this.country()])].map((code) => ({ code, name: this.words.country(code) })).sort((one, other) => one.name.localeCompare(other.name, this.words.locale()));
    return { near, others: this.supported.all().filter(({ code }) => !near.some((one) => one.code === code)) };
  });
  private readonly question = computed(() => ({ country: this.country(), year: this.year() }), { equal: (one, other) => one.country === other.country && one.year === other.year });
  protected readonly days = new ListSource(this.question, async (query) => ({ items: this.refusal ? [] : rowsOf((await this.api.call(listBusinessDays, { query })).items) }));
  protected readonly open = computed(() => this.days.rows().find(({ id }) => id === this.url.state().open) ?? null);
  protected readonly nameOf = ({ day }: CalendarDay): string => this.when.weekdayYear(noonOf(day));

  constructor() {
    if (!this.refusal) void this.readCountries();
  }

  protected choose(filter: 'country' | 'year', value: string): void {
    this.failure.set('');
    this.url.filter(filter, [value]);
  }

  protected close(): void {
    this.entering.set(false);
    this.url.patch({ open: null });
  }

  /** Shows the year in which it was entered. */
  protected entered({ country, day }: BusinessDayView): void {
    this.calendars.forget(country);
    this.entering.set(false);
    this.url.patch({ open: null, filters: { ...this.url.state().filters, year: [day.slice(0, 4)] } });
    void this.days.refresh();
  }

  /** Takes an entry back; the reverse is to enter it again. */
  protected takeBack({ country, day, kind, note }: CalendarDay): Promise<void> {
    const params = { country, day };
    return this.change(async () => {
      await this.api.call(removeBusinessDay, { params });
      const text = this.words.t('calendar.takenBack', { day: this.when.weekdayYear(noonOf(day)) });
      this.toasts.show({ text, undo: () => this.change(() => this.api.call(enterBusinessDay, { params, body: { kind, note } })) });
    });
  }

  private async change(work: () => Promise<unknown>): Promise<void> {
    this.failure.set('');
    await work().catch((fault: unknown) => this.failure.set(this.faults.say(fault)));
    this.calendars.forget(this.country());
    await this.days.refresh();
  }

  /** Without an answer the country that is looked at and those of the program can still be chosen. */
  private async readCountries(): Promise<void> {
    await this.api.call(listBusinessCalendars).then(
      ({ items }) => this.here.set(items),
      () => undefined,
    );
  }
}
