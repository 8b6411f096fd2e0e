import { afterNextRender, ChangeDetectionStrategy, Component, computed, ElementRef, inject, Injector, signal, viewChild } from '@angular/core';
import { enrollmentTimeline, getEnrollment, listEnrollments } from '@tandem/enrollment-contract';
import type { EnrollmentView } from '@tandem/enrollment-contract';
import { ApiClient, ApiFault, LiveUpdates, NoPermission, overtaken, Pill, Session, Skeleton, storyOf, Timeline, Unreadable, When, Words } from '@tandem/platform-admin';
import { lookOfEnrollment } from '../enrollment-looks';
import { ApplicationForm } from './application-form';
import { BeginEnrollment } from './begin-enrollment';
import { DecisionNote } from './decision-note';
import { DiscardDraft } from './discard-draft';
import { EnrollmentStatus } from './enrollment-status';
import { StepBar } from './step-bar';

/** In these the form can be edited (ENR-15). */
const EDITABLE: readonly EnrollmentView['state'][] = ['draft', 'action_required', 'rejected'];

/** The enrollment of one's own organisation (SCR-03): to begin, to fill in, to follow, to put right. */
@Component({
  selector: 'td-enrollment-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ApplicationForm, BeginEnrollment, DecisionNote, DiscardDraft, EnrollmentStatus, NoPermission, Pill, Skeleton, StepBar, Timeline, Unreadable],
  templateUrl: './enrollment.page.html',
  styleUrl: './enrollment.page.css',
})
export class EnrollmentPage {
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly api = inject(ApiClient);
  private readonly injector = inject(Injector);
  private readonly title = viewChild<ElementRef<HTMLElement>>('title');
  protected readonly refusal = inject(Session).refusal('enrollment.read');
  /** Null: there is none; undefined: not read yet. */
  protected readonly enrollment = signal<EnrollmentView | null | undefined>(undefined);
  protected readonly fault = signal<ApiFault | null>(null);
  /** The one that was begun; an offer was not. */
  protected readonly begun = computed(() => {
    const enrollment = this.enrollment();
    return enrollment && enrollment.state !== 'offered' ? enrollment : null;
  });
  protected readonly editable = computed(() => EDITABLE.includes(this.begun()?.state ?? 'offered'));
  protected readonly look = computed(() => {
    const enrollment = this.begun();
    return enrollment && lookOfEnrollment(enrollment);
  });
  protected readonly moments = storyOf(this.enrollment, async () => {
    const id = this.enrollment()?.id;
    return id ? this.api.call(enrollmentTimeline, { params: { id } }) : { items: [] };
  }).moments;

  constructor() {
    if (this.refusal) return;
    inject(LiveUpdates).refetch(['enrollment'], () => void this.read());
    void this.read();
  }

  /** What follows stands at the top, where the form has ended at its foot. */
  protected submitted(enrollment: EnrollmentView): void {
    this.enrollment.set(enrollment);
    afterNextRender(() => this.title()?.nativeElement.focus(), { injector: this.injector });
  }

  protected async read(): Promise<void> {
    try {
      const { items } = await this.api.call(listEnrollments, { query: { size: 1 } });
      const newest = items[0];
      const found = newest ? await this.api.call(getEnrollment, { params: { id: newest.id } }) : null;
      if (!found || !overtaken(found, this.enrollment() ?? undefined)) this.enrollment.set(found);
      this.fault.set(null);
    } catch (fault) {
      if (!(fault instanceof ApiFault)) throw fault;
      this.fault.set(fault);
    }
  }
}
