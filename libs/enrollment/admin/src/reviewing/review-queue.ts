import { afterNextRender, ChangeDetectionStrategy, Component, computed, DestroyRef, ElementRef, inject, Injector, input, output } from '@angular/core';
import type { EnrollmentSummary } from '@tandem/enrollment-contract';
import { Session, Shortcuts, Words } from '@tandem/platform-admin';
import type { KeyLine, Selection } from '@tandem/platform-admin';
import { ReviewTime } from '../due/review-time';
import { groupsOf } from './queue-groups';

const KEYS: readonly KeyLine[] = [
  { caps: ['j', 'k'], word: 'keys.nextPrevious', where: 'list' },
  { caps: ['x'], word: 'keys.tick', where: 'list' },
];

/** The queue of enrollments by urgency: whom, how far, until when, who looks at it. */
@Component({
  selector: 'td-review-queue',
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './review-queue.html',
  styleUrl: './review-queue.css',
})
export class ReviewQueue {
  readonly rows = input.required<readonly EnrollmentSummary[]>();
  readonly open = input.required<string | null>();
  readonly selection = input.required<Selection<EnrollmentSummary>>();
  readonly opened = output<string>();
  protected readonly words = inject(Words);
  protected readonly time = inject(ReviewTime);
  private readonly me = inject(Session).me().user.id;
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly injector = inject(Injector);
  protected readonly groups = computed(() => groupsOf(this.rows(), (until, country) => this.time.left(until, country)));
  /** In the order in which they stand. */
  private readonly order = computed(() => this.groups().flatMap(({ rows }) => rows));

  constructor() {
    inject(DestroyRef).onDestroy(inject(Shortcuts).add({ j: () => this.step(1), k: () => this.step(-1), x: () => this.tick() }, KEYS));
  }

  protected nameOf({ companyName, organisation }: EnrollmentSummary): string {
    return companyName ?? organisation.name;
  }

  protected due({ state, expectedUntil, country }: EnrollmentSummary): string {
    if (state !== 'in_review' || !expectedUntil) return this.words.t(`enrollment.states.${state}`);
    const left = this.time.left(expectedUntil, country);
    if (this.time.isLate(expectedUntil)) return this.words.count('reviews.late', Math.max(1, -left));
    return left <= 0 ? this.words.t('reviews.today') : this.words.count('reviews.left', left);
  }

  protected tone({ state, expectedUntil, country }: EnrollmentSummary): string {
    return state === 'in_review' && expectedUntil ? this.time.tone(expectedUntil, country) : 't2';
  }

  protected passed({ checks }: EnrollmentSummary): string {
    if (checks.length === 0) return this.words.t('reviews.notRun');
    return this.words.t('reviews.passed', { passed: checks.filter(({ result }) => result === 'pass').length, all: checks.length });
  }

  protected who({ assignee }: EnrollmentSummary): string {
    if (!assignee) return this.words.t('reviews.nobody');
    return assignee.id === this.me ? this.words.t('reviews.you') : assignee.name;
  }

  /** Puts the focus on the row that is open, or the first. */
  focus(): void {
    afterNextRender(() => (this.host.querySelector<HTMLElement>('[aria-current=true] .opener') ?? this.host.querySelector<HTMLElement>('.opener'))?.focus(), { injector: this.injector });
  }

  private step(by: 1 | -1): void {
    const at = this.order().findIndex(({ id }) => id === (this.focused() ?? this.open()));
    const row = this.order()[at < 0 ? 0 : at + by];
    if (!row) return;
    this.host.querySelector<HTMLElement>(`[data-id="${row.id}"] .opener`)?.focus();
    if (this.open() !== null) this.opened.emit(row.id);
  }

  private tick(): void {
    const id = this.focused() ?? this.open();
    if (id) this.selection().toggle(id);
  }

  private focused(): string | undefined {
    return document.activeElement?.closest<HTMLElement>('[data-id]')?.dataset['id'];
  }
}
