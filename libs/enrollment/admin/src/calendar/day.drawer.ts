import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import { enterBusinessDay } from '@tandem/enrollment-contract';
import type { BusinessDayView } from '@tandem/enrollment-contract';
import { ApiClient, DrawerForm, Field, Note, saving, When, Words } from '@tandem/platform-admin';
import { movesNothing, noonOf, proposedKind } from './calendar-days';

const FIELDS = ['day', 'note'] as const;

/** A day entered as free or working (TIM-01); one that stands in the calendar already is opened with what it is. */
@Component({
  selector: 'td-day-drawer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DrawerForm, Field, Note],
  templateUrl: './day.drawer.html',
  styles: `fieldset { display: flex; flex-wrap: wrap; gap: 8px 20px; border: 0; padding: 0; }`,
})
export class DayDrawer {
  readonly country = input.required<string>();
  /** The day that is opened; null for one that is still to be named. */
  readonly of = input<BusinessDayView | null>(null);
  readonly closed = output();
  readonly saved = output<BusinessDayView>();
  protected readonly words = inject(Words);
  private readonly when = inject(When);
  private readonly api = inject(ApiClient);
  protected readonly kinds = ['free', 'working'] as const;
  protected readonly day = signal('');
  protected readonly kind = signal<BusinessDayView['kind']>('free');
  protected readonly note = signal('');
  /** What the form begins with. */
  private readonly start = computed(() => {
    const of = this.of();
    return [of?.day ?? '', proposedKind(of), of?.source === 'entered' ? of.note : ''] as const;
  });
  protected readonly saving = saving({ fields: FIELDS });
  protected readonly name = computed(() => this.words.country(this.country()));
  protected readonly label = computed(() => (this.of() ? this.when.weekdayYear(noonOf(this.day())) : this.words.t('calendar.enter')));
  /** Says what was typed in words, and when it would change nothing. */
  protected readonly hint = computed(() => {
    const day = this.day();
    if (day === '') return this.words.t('calendar.fields.dayHint');
    const date = this.when.weekdayYear(noonOf(day));
    return movesNothing({ day, kind: this.kind() }) ? this.words.t(`calendar.alike.${this.kind()}`, { date }) : date;
  });
  private readonly kept = signal(false);
  protected readonly dirty = (): boolean => !this.kept() && JSON.stringify([this.day(), this.kind(), this.note()]) !== JSON.stringify(this.start());

  constructor() {
    effect(() => {
      const [day, kind, note] = this.start();
      untracked(() => {
        this.day.set(day);
        this.kind.set(kind);
        this.note.set(note);
      });
    });
  }

  protected wrong(field: (typeof FIELDS)[number]): string {
    return this.saving.wrong(field, this[field]().trim() === '' ? this.words.t(`calendar.missing.${field}`) : '');
  }

  protected save(): Promise<boolean> {
    const fits = FIELDS.every((field) => this[field]().trim() !== '');
    return this.saving.run(async () => {
      const params = { country: this.country(), day: this.day() };
      const saved = await this.api.call(enterBusinessDay, { params, body: { kind: this.kind(), note: this.note() } });
      this.kept.set(true);
      this.saved.emit(saved);
    }, fits);
  }
}
