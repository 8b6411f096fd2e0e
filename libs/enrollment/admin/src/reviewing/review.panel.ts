import { ChangeDetectionStrategy, Component, computed, DestroyRef, effect, inject, input, output, signal, untracked } from '@angular/core';
import { assignEnrollment, decideEnrollment, enrollmentTimeline, getEnrollment, rerunChecks } from '@tandem/enrollment-contract';
import type { CheckId, EnrollmentSummary, EnrollmentView } from '@tandem/enrollment-contract';
import { ApiClient, ApiFault, Ask, BusinessClock, FaultWords, Icon, Note, RecordSheet, Session, Shortcuts, Skeleton, Status, storyOf, When, Words, Writes } from '@tandem/platform-admin';
import type { Effect } from '@tandem/platform-admin';
import { lookOfCheck, lookOfEnrollment } from '../applying/enrollment-looks';
import { CheckDrawer } from './check.drawer';
import { DecisionDrawer } from './decision.drawer';
import { lookOfDue } from './due-look';
import { SubmittedData } from './submitted-data';

/** The desk of a reviewer: what was found about one company, and deciding about it (console 4.6 B). */
@Component({
  selector: 'td-review-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Ask, CheckDrawer, DecisionDrawer, Icon, Note, RecordSheet, Skeleton, Status, SubmittedData, Writes],
  templateUrl: './review.panel.html',
})
export class ReviewPanel {
  readonly row = input.required<EnrollmentSummary>();
  readonly changed = output();
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  private readonly session = inject(Session);
  private readonly clock = inject(BusinessClock);
  protected readonly view = signal<EnrollmentView | undefined>(undefined);
  protected readonly look = computed(() => lookOfEnrollment(this.row().state));
  protected readonly due = computed(() => lookOfDue(this.row(), this.clock.now()));
  protected readonly mine = computed(() => this.row().assignee?.id === this.session.me().user.id);
  protected readonly lookOfCheck = lookOfCheck;
  protected readonly failure = signal('');
  protected readonly busy = signal(false);
  /** What is being decided: approving asks, the others want a reason. */
  protected readonly deciding = signal<'approve' | 'reject' | 'request_info' | null>(null);
  protected readonly setting = signal<CheckId | null>(null);
  protected readonly moments = storyOf(this.row, () => this.api.call(enrollmentTimeline, { params: { id: this.row().id } })).moments;
  protected readonly open = computed(() => this.row().state === 'in_review');
  protected readonly rejectable = computed(() => this.open() || this.row().state === 'action_required');
  protected readonly lastDay = computed(() => this.when.weekday(new Date(Date.parse(this.row().expectedUntil ?? '') - 1).toISOString()));
  protected readonly effects = computed((): Effect[] => {
    const unclear = this.row().checks.filter(({ result }) => result !== 'pass').length;
    return [
      { tone: 'ok', text: this.words.t('reviews.effects.mail', { email: this.view()?.legalBusinessProfile.primaryContact?.email ?? '' }), rule: 'EML-03' },
      { tone: 'ok', text: this.words.t('reviews.effects.agreement'), rule: 'AGR-01' },
      ...(unclear > 0 ? [{ tone: 'bad', text: this.words.count('reviews.effects.unclear', unclear) } as const] : []),
    ];
  });

  constructor() {
    effect(() => {
      const { id } = this.row();
      untracked(() => void this.api.call(getEnrollment, { params: { id } }).then((view) => this.view.set(view), () => this.view.set(undefined)));
    });
    inject(DestroyRef).onDestroy(inject(Shortcuts).add({ e: () => this.open() && this.deciding.set('approve') }, [{ caps: ['e'], word: 'reviews.keys.approve', where: 'panel' }]));
  }

  protected evidence(evidence: Readonly<Record<string, string>>): { name: string; value: string }[] {
    return Object.entries(evidence)
      .filter(([name]) => name !== 'organisationId')
      .map(([name, value]) => ({ name: this.words.t(`reviews.evidence.${name}`), value: name === 'confirmedAt' ? this.when.dayTime(value) : value }));
  }

  protected assign(mine: boolean): Promise<void> {
    return this.act(() => this.api.call(assignEnrollment, { params: { id: this.row().id }, body: mine ? { userId: this.session.me().user.id } : {} }));
  }

  protected rerun(checks?: CheckId[]): Promise<void> {
    return this.act(() => this.api.call(rerunChecks, { params: { id: this.row().id }, body: checks ? { checks } : {} }));
  }

  protected async approve(): Promise<void> {
    await this.act(() => this.api.call(decideEnrollment, { params: { id: this.row().id }, body: { decision: 'approve' } }));
    this.deciding.set(null);
  }

  protected done(view: EnrollmentView): void {
    this.view.set(view);
    this.deciding.set(null);
    this.setting.set(null);
    this.changed.emit();
  }

  private async act(work: () => Promise<EnrollmentView>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.failure.set('');
    await work().then((view) => this.done(view), (fault: unknown) => this.refuse(fault));
    this.busy.set(false);
  }

  /** Whoever comes second is told who decided, and sees what was decided. */
  private refuse(fault: unknown): void {
    this.failure.set(this.faults.say(fault));
    if (fault instanceof ApiFault && fault.reason === 'DECIDED_ALREADY') this.changed.emit();
  }
}
