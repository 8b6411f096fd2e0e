import { ChangeDetectionStrategy, Component, computed, effect, inject, output, signal, untracked } from '@angular/core';
import { changeIncentiveSchedule, listIncentives, planIncentiveMails } from '@tandem/incentives-contract';
import type { IncentiveProgramView, PlannedMail } from '@tandem/incentives-contract';
import { ApiClient, DrawerForm, Field, Note, saving, When, Words } from '@tandem/platform-admin';
import type { Difference } from '@tandem/platform-admin';
import { daysIn, delayIn } from './reminder-days';

const PAUSE = 250;

interface Texts {
  readonly delay: string;
  readonly days: string;
}

const textsOf = ({ schedule }: IncentiveProgramView): Texts => ({ delay: String(schedule.inviteDelayDays), days: schedule.reminderDays.join(', ') });

/** When the mails of a program go out, with what that would mean from today on (TIM-05, TIM-08). Incentives that are under way keep what they began with. */
@Component({
  selector: 'td-schedule-drawer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DrawerForm, Field, Note],
  templateUrl: './schedule.drawer.html',
  styles: `.kinds { display: flex; flex-wrap: wrap; gap: 8px 20px; } .kinds legend { float: inline-start; width: 100%; } .facts { grid-template-columns: 150px minmax(0, 1fr); }`,
})
export class ScheduleDrawer {
  readonly closed = output();
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly api = inject(ApiClient);
  protected readonly programs = signal<readonly IncentiveProgramView[]>([]);
  /** The version that is edited. */
  protected readonly held = signal<IncentiveProgramView | undefined>(undefined);
  protected readonly texts = signal<Texts>({ delay: '', days: '' });
  protected readonly mails = signal<readonly PlannedMail[]>([]);
  private readonly delay = computed(() => delayIn(this.texts().delay));
  private readonly days = computed(() => daysIn(this.texts().days));
  protected readonly dirty = (): boolean => {
    const held = this.held();
    return held !== undefined && JSON.stringify(this.texts()) !== JSON.stringify(textsOf(held));
  };
  protected readonly saving = saving<IncentiveProgramView>({
    fields: ['inviteDelayDays', 'reminderDays'],
    newest: async () => {
      const record = (await this.read()).find(({ program }) => program === this.held()?.program);
      if (!record) throw new Error('The program is gone');
      return { record, by: '', at: undefined };
    },
  });
  protected readonly differences = computed((): Difference[] => {
    const newer = this.saving.newer();
    const [mine, theirs] = [this.texts(), newer ? textsOf(newer.record) : this.texts()];
    return (['delay', 'days'] as const).filter((field) => mine[field] !== theirs[field]).map((field) => ({ field: this.words.t(`incentives.schedule.${field}`), theirs: theirs[field], mine: mine[field] }));
  });
  private turn = 0;

  constructor() {
    effect(() => {
      const [program, delay, days] = [this.held()?.program, this.delay(), this.days()];
      untracked(() => program && delay !== null && days && void this.preview(program, delay, days));
    });
    void this.read().then(
      ([first]) => first && this.take(first),
      (fault: unknown) => this.saving.fail(fault),
    );
  }

  protected wrong(field: 'delay' | 'days'): string {
    const path = field === 'delay' ? 'inviteDelayDays' : 'reminderDays';
    return this.saving.wrong(path, (field === 'delay' ? this.delay() : this.days()) === null ? this.words.t(`incentives.schedule.wrong.${field}`) : '');
  }

  protected write(change: Partial<Texts>): void {
    this.texts.update((texts) => ({ ...texts, ...change }));
  }

  protected take(program: IncentiveProgramView): void {
    this.held.set(program);
    this.texts.set(textsOf(program));
    this.saving.reset();
  }

  protected save(): Promise<boolean> {
    const [held, inviteDelayDays, reminderDays] = [this.held(), this.delay(), this.days()];
    return this.saving.run(async () => {
      if (!held || inviteDelayDays === null || reminderDays === null) return;
      const body = { inviteDelayDays, reminderDays, attributes: { etag: held.attributes.etag } };
      this.take(await this.api.call(changeIncentiveSchedule, { params: { program: held.program }, body }));
      this.closed.emit();
    }, held !== undefined && inviteDelayDays !== null && reminderDays !== null);
  }

  /** Takes what somebody else has saved; what was typed is given up. */
  protected reload(): void {
    const newer = this.saving.newer();
    if (newer) this.take(newer.record);
  }

  /** Saves what is typed over what somebody else has saved. */
  protected keep(): Promise<boolean> {
    const mine = this.texts();
    this.reload();
    this.texts.set(mine);
    return this.save();
  }

  private async read(): Promise<readonly IncentiveProgramView[]> {
    const { items } = await this.api.call(listIncentives);
    this.programs.set(items);
    return items;
  }

  /** What it would lead to from now on; a slow answer to an older question is dropped, and without one the last preview stands. */
  private async preview(program: IncentiveProgramView['program'], inviteDelayDays: number, days: readonly number[]): Promise<void> {
    const turn = (this.turn += 1);
    await new Promise((done) => setTimeout(done, PAUSE));
    if (turn !== this.turn) return;
    await this.api.call(planIncentiveMails, { params: { program }, query: { inviteDelayDays, reminderDays: days.join(',') } }).then(
      // A query without a value would mean the present days.
      ({ mails }) => turn === this.turn && this.mails.set(mails.filter(({ day }) => day === 0 || days.includes(day))),
      () => undefined,
    );
  }
}
