import { ChangeDetectionStrategy, Component, computed, DestroyRef, inject } from '@angular/core';
import { assignEnrollment, CHECKS, ENROLLMENT_STATES, listEnrollments } from '@tandem/enrollment-contract';
import type { EnrollmentSummary } from '@tandem/enrollment-contract';
import { ApiClient, BulkSlot, BusinessClock, Cell, EmptySlot, Icon, LIST_PAGE, listing, ListFrame, ListUrl, PanelSlot, Pill, Session, Shortcuts, Status, When, Words } from '@tandem/platform-admin';
import type { Column, Filter, Listing, View } from '@tandem/platform-admin';
import { lookOfEnrollment } from '../applying/enrollment-looks';
import { countChecks, lookOfDue } from './due-look';
import { ReviewPanel } from './review.panel';

const COLUMNS: readonly Column[] = [
  { id: 'name', label: 'reviews.columns.name' },
  { id: 'due', label: 'reviews.columns.due' },
  { id: 'checks', label: 'reviews.columns.checks' },
  { id: 'assignee', label: 'reviews.columns.assignee' },
  { id: 'country', label: 'reviews.columns.country', minor: true },
  { id: 'path', label: 'reviews.columns.path', minor: true },
  { id: 'state', label: 'reviews.columns.state', spare: true },
];

/** What each view asks for; the first one is everything that waits for a decision. */
const VIEWS = { all: {}, overdue: { due: 'overdue' }, today: { due: 'today' }, mine: { assignee: 'me' }, unassigned: { assignee: 'none' }, papers: { state: 'action_required' } } as const;
type ViewName = keyof typeof VIEWS;
const isView = (view: string): view is ViewName => view in VIEWS;

/** The operators' queue of enrollments, what is due first, with the desk beside it (SCR-31). */
@Component({
  selector: 'td-reviews-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [BulkSlot, Cell, EmptySlot, Icon, ListFrame, PanelSlot, Pill, ReviewPanel, Status],
  providers: [ListUrl],
  templateUrl: './reviews.page.html',
})
export class ReviewsPage {
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  private readonly clock = inject(BusinessClock);
  protected readonly countOf = countChecks;
  protected readonly lookOf = lookOfEnrollment;
  private readonly views = computed(() => Object.keys(VIEWS).map((id): View => ({ id, label: `reviews.views.${id}`, urgent: id === 'overdue' })));
  private readonly filters = computed((): Filter[] => {
    const codes = new Set([...this.list.rows().flatMap(({ country }) => country ?? []), ...(this.list.url.state().filters['country'] ?? [])]);
    const countries = [...codes].map((value) => ({ value, label: this.words.country(value) })).sort((one, other) => one.label.localeCompare(other.label));
    return [
      ...(countries.length > 0 ? [{ id: 'country', label: this.words.t('reviews.columns.country'), options: countries, single: true } as const] : []),
      { id: 'check', label: this.words.t('reviews.openCheck'), options: CHECKS.map((value) => ({ value, label: this.words.t(`enrollment.checks.${value}`) })), single: true },
      { id: 'state', label: this.words.t('reviews.columns.state'), options: ENROLLMENT_STATES.map((value) => ({ value, label: this.words.t(`enrollment.states.${value}`) })), single: true },
    ];
  });
  protected readonly list: Listing<EnrollmentSummary> = listing({
    page: 'enrollments',
    title: 'reviews.title',
    action: 'enrollment.review',
    columns: COLUMNS,
    views: this.views,
    filters: this.filters,
    hears: ['enrollment'],
    question: ({ view, search, filters }) => ({
      ...VIEWS[isView(view) ? view : 'all'],
      search: search || undefined,
      country: filters['country']?.[0],
      check: CHECKS.find((one) => one === filters['check']?.[0]),
      ...(filters['state']?.[0] === undefined ? {} : { state: ENROLLMENT_STATES.find((one) => one === filters['state']?.[0]) }),
    }),
    read: (query, continuation) => this.api.call(listEnrollments, { query: { ...query, size: LIST_PAGE }, continuation }),
    nameOf: ({ companyName, organisation }: EnrollmentSummary) => companyName ?? organisation.name,
    dim: ({ state }) => state === 'active' || state === 'rejected',
  });

  constructor() {
    if (!this.list.refusal) inject(DestroyRef).onDestroy(inject(Shortcuts).add({ a: () => void this.takeOpen() }, [{ caps: ['a'], word: 'reviews.keys.take', where: 'page' }]));
  }

  protected due(row: EnrollmentSummary) {
    return lookOfDue(row, this.clock.now());
  }

  /** The last day on which a decision is in time. */
  protected lastDay({ expectedUntil }: EnrollmentSummary): string {
    return expectedUntil === undefined ? '–' : this.when.weekday(new Date(Date.parse(expectedUntil) - 1).toISOString());
  }

  /** Takes on the ticked ones, or gives them back; the result of each is told. */
  protected assign(mine: boolean): Promise<void> {
    const body = mine ? { userId: this.session.me().user.id } : {};
    return this.list.each(this.list.selection.rows(), async ({ id }) => {
      await this.api.call(assignEnrollment, { params: { id }, body });
      return this.words.t(mine ? 'reviews.taken' : 'reviews.givenBack');
    });
  }

  private async takeOpen(): Promise<void> {
    const row = this.list.open();
    if (row) await this.api.call(assignEnrollment, { params: { id: row.id }, body: { userId: this.session.me().user.id } }).then(() => this.list.read(), () => undefined);
  }
}
