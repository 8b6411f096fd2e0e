import { ChangeDetectionStrategy, Component, computed, DestroyRef, effect, inject, input, output, signal, untracked } from '@angular/core';
import { assignEnrollment, decideEnrollment, enrollmentTimeline, getEnrollment, rerunChecks } from '@tandem/enrollment-contract';
import type { CheckId, EnrollmentView } from '@tandem/enrollment-contract';
import { ApiClient, ApiFault, FaultWords, Icon, LiveUpdates, Menu, Note, overtaken, Pill, Session, Shortcuts, Skeleton, storyOf, Timeline, Toasts, Unreadable, When, Words, Writes } from '@tandem/platform-admin';
import type { KeyLine } from '@tandem/platform-admin';
import { SubmittedData } from '../applying/submitted-data';
import { DayRuler } from '../due/day-ruler';
import { ReviewTime } from '../due/review-time';
import { lookOfEnrollment } from '../enrollment-looks';
import { ApplicantLanguage } from './applicant-language';
import { ApproveDialog } from './approve.dialog';
import { ExplainDrawer } from './explain.drawer';
import { PeopleOfOperator } from './people-of-operator';
import { ReviewChecks } from './review-checks';
import type { Explained } from './said-draft';
import { SetCheckDialog } from './set-check.dialog';

const KEYS: readonly KeyLine[] = [
  { caps: ['a'], word: 'reviews.keys.assign', where: 'panel' },
  { caps: ['e'], word: 'reviews.keys.approve', where: 'panel' },
];

/** One enrollment on the operator's desk: its clock, the checks with what they rest on, what was submitted, the decision, its story. */
@Component({
  selector: 'td-review-record',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ApproveDialog, DayRuler, ExplainDrawer, Icon, Menu, Note, Pill, ReviewChecks, SetCheckDialog, Skeleton, SubmittedData, Timeline, Unreadable, Writes],
  templateUrl: './review-record.html',
  styleUrl: './review-record.css',
})
export class ReviewRecord {
  readonly id = input.required<string>();
  /** Back to the queue, where it does not stand beside. */
  readonly left = output();
  readonly changed = output();
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  protected readonly time = inject(ReviewTime);
  protected readonly people = inject(PeopleOfOperator);
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  private readonly toasts = inject(Toasts);
  protected readonly language = inject(ApplicantLanguage);
  protected readonly me = inject(Session).me().user.id;
  protected readonly enrollment = signal<EnrollmentView | undefined>(undefined);
  protected readonly unreadable = signal<ApiFault | null>(null);
  protected readonly failure = signal('');
  /** Somebody decided before what was decided here. */
  protected readonly conflict = signal(false);
  protected readonly busy = signal(false);
  protected readonly running = signal<CheckId | null>(null);
  protected readonly setting = signal<CheckId | null>(null);
  protected readonly approving = signal(false);
  protected readonly explaining = signal<Explained | null>(null);
  /** On a narrow screen the story takes the place of the record. */
  protected readonly story = signal(false);
  protected readonly look = computed(() => {
    const enrollment = this.enrollment();
    return enrollment && lookOfEnrollment(enrollment);
  });
  protected readonly decides = computed(() => this.enrollment()?.state === 'in_review');
  /** Whoever does not bring the papers can be rejected (SM-1). */
  protected readonly rejects = computed(() => this.decides() || this.enrollment()?.state === 'action_required');
  protected readonly assigns = computed(() => ['in_review', 'action_required'].includes(this.enrollment()?.state ?? ''));
  protected readonly open = computed(() => this.enrollment()?.checks.filter(({ result }) => result !== 'pass').length ?? 0);
  protected readonly since = computed(() => [this.enrollment()?.submittedAt, this.enrollment()?.contact?.confirmedAt].filter((at) => at !== undefined).sort().at(-1));
  protected readonly moments = storyOf(this.enrollment, () => this.api.call(enrollmentTimeline, { params: { id: this.id() } })).moments;

  constructor() {
    effect(() => {
      this.id();
      untracked(() => this.begin());
    });
    inject(LiveUpdates).refetch(['enrollment', 'delivery'], () => void this.read());
    const keys = { a: () => void this.assign(this.me), e: () => this.approving.set(this.decides()) };
    inject(DestroyRef).onDestroy(inject(Shortcuts).add(keys, KEYS));
  }

  protected async read(): Promise<void> {
    const id = this.id();
    const found = await this.api.call(getEnrollment, { params: { id } }).catch((fault: unknown) => (fault instanceof ApiFault ? fault : new ApiFault(0, undefined, '')));
    if (id !== this.id()) return;
    if (found instanceof ApiFault) return this.unreadable.set(found);
    this.unreadable.set(null);
    if (!overtaken(found, this.enrollment())) this.enrollment.set(found);
  }

  /** Gives it to somebody, or back; who had it before can have it again. */
  protected async assign(userId: string | undefined): Promise<void> {
    const before = this.enrollment()?.assignee?.id;
    if (!this.assigns() || before === userId || !(await this.give(userId))) return;
    const name = this.enrollment()?.assignee?.name;
    this.toasts.show({ text: name ? this.words.t('reviews.assigned', { name }) : this.words.t('reviews.bulk.givenBack'), undo: async () => void (await this.give(before)) });
  }

  protected async rerun(check: CheckId): Promise<void> {
    this.running.set(check);
    await this.attempt(() => this.api.call(rerunChecks, { params: { id: this.id() }, body: { checks: [check] } }));
    this.running.set(null);
  }

  protected async approve(): Promise<void> {
    const etag = this.enrollment()?.attributes.etag;
    if (await this.attempt(() => this.api.call(decideEnrollment, { params: { id: this.id() }, body: { decision: 'approve', attributes: { etag } } }))) this.approving.set(false);
  }

  protected explain(decision: Explained): void {
    if (decision === 'reject' ? !this.rejects() : !this.decides()) return;
    void this.language.find(this.id(), this.enrollment()?.country);
    this.explaining.set(decision);
  }

  /** What a dialog has done. */
  protected done(enrollment: EnrollmentView): void {
    this.enrollment.set(enrollment);
    this.setting.set(null);
    this.explaining.set(null);
    this.changed.emit();
  }

  /** A refusal: whoever comes second learns who decided; the text they wrote stays. */
  protected async refused(fault: unknown): Promise<void> {
    const late = fault instanceof ApiFault && (fault.reason === 'DECIDED_ALREADY' || fault.reason === 'STALE');
    this.failure.set(late ? '' : this.faults.say(fault));
    if (!late) return;
    await this.read();
    this.conflict.set(!this.rejects());
    if (this.conflict()) this.approving.set(false);
    else this.failure.set(this.faults.say(fault));
    this.changed.emit();
  }

  private begin(): void {
    this.enrollment.set(undefined);
    this.unreadable.set(null);
    this.failure.set('');
    this.conflict.set(false);
    this.story.set(false);
    for (const layer of [this.setting, this.explaining]) layer.set(null);
    this.approving.set(false);
    void this.read();
  }

  private give(userId: string | undefined): Promise<boolean> {
    const etag = this.enrollment()?.attributes.etag;
    return this.attempt(() => this.api.call(assignEnrollment, { params: { id: this.id() }, body: { ...(userId === undefined ? {} : { userId }), attributes: { etag } } }));
  }

  private async attempt(act: () => Promise<EnrollmentView>): Promise<boolean> {
    if (this.busy()) return false;
    this.busy.set(true);
    this.failure.set('');
    const done = await act().then(
      (enrollment) => {
        if (enrollment.id === this.id()) this.enrollment.set(enrollment);
        this.changed.emit();
        return true;
      },
      async (fault: unknown) => {
        await this.refused(fault);
        return false;
      },
    );
    this.busy.set(false);
    return done;
  }
}
