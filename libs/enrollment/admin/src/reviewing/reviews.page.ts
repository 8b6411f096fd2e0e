import { ChangeDetectionStrategy, Component, computed, DestroyRef, inject, viewChild } from '@angular/core';
import { assignEnrollment, CHECKS, ENROLLMENT_STATES, listEnrollments } from '@tandem/enrollment-contract';
import type { EnrollmentSummary } from '@tandem/enrollment-contract';
import { ApiClient, BulkBar, FilterBar, Icon, LIST_PAGE, listing, ListUrl, Menu, NoPermission, OwnViewsMenu, Results, Session, Shortcuts, Skeleton, Unreadable, Views, Words } from '@tandem/platform-admin';
import type { Filter, Listing, View } from '@tandem/platform-admin';
import { PeopleOfOperator } from './people-of-operator';
import { ReviewQueue } from './review-queue';
import { ReviewRecord } from './review-record';

const VIEWS: readonly View[] = ['all', 'mine', 'overdue', 'unassigned', 'paused'].map((id) => ({ id, label: `reviews.views.${id}` }));
/** Forms that nobody has submitted are their authors' own. */
const STATES = ENROLLMENT_STATES.filter((state) => state !== 'draft' && state !== 'offered');
const DUE = ['overdue', 'today'] as const;

/** The operator's desk (SCR-31): the queue of enrollments by urgency, and the one that is looked at. */
@Component({
  selector: 'td-reviews-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [BulkBar, FilterBar, Icon, Menu, NoPermission, OwnViewsMenu, Results, ReviewQueue, ReviewRecord, Skeleton, Unreadable, Views],
  providers: [ListUrl],
  templateUrl: './reviews.page.html',
  styleUrl: './reviews.page.css',
  host: { '[class.reading]': 'url.state().open !== null' },
})
export class ReviewsPage {
  protected readonly words = inject(Words);
  protected readonly url = inject(ListUrl);
  private readonly api = inject(ApiClient);
  protected readonly people = inject(PeopleOfOperator);
  protected readonly me = inject(Session).me().user.id;
  private readonly queue = viewChild(ReviewQueue);
  private readonly filters = computed((): Filter[] => [
    { id: 'due', label: this.words.t('reviews.filters.due'), single: true, options: DUE.map((value) => ({ value, label: this.words.t(`reviews.groups.${value}`) })) },
    { id: 'check', label: this.words.t('reviews.filters.check'), single: true, options: CHECKS.map((value) => ({ value, label: this.words.t(`enrollment.checks.${value}`) })) },
    { id: 'assignee', label: this.words.t('reviews.filters.assignee'), single: true, options: [{ value: 'none', label: this.words.t('reviews.nobody') }, ...this.people.all().map(({ id, name }) => ({ value: id, label: name }))] },
    { id: 'state', label: this.words.t('reviews.filters.state'), single: true, options: STATES.map((value) => ({ value, label: this.words.t(`enrollment.states.${value}`) })) },
    { id: 'country', label: this.words.t('reviews.filters.country'), single: true, options: this.countries() },
  ]);
  protected readonly list: Listing<EnrollmentSummary> = listing({
    page: 'enrollments',
    title: 'reviews.title',
    action: 'enrollment.review',
    columns: [{ id: 'name', label: 'reviews.title' }],
    views: computed(() => VIEWS),
    filters: this.filters,
    hears: ['enrollment'],
    question: ({ view, search, filters: { due = [], check = [], assignee = [], state = [], country = [] } }) => ({
      search: search || undefined,
      due: view === 'overdue' ? ('overdue' as const) : DUE.find((one) => one === due[0]),
      check: CHECKS.find((one) => one === check[0]),
      assignee: view === 'mine' ? 'me' : view === 'unassigned' ? 'none' : assignee[0],
      state: view === 'paused' ? ('action_required' as const) : STATES.find((one) => one === state[0]),
      country: country[0],
    }),
    read: (query, continuation) => this.api.call(listEnrollments, { query: { ...query, size: LIST_PAGE }, continuation }),
    nameOf: ({ companyName, organisation }: EnrollmentSummary) => companyName ?? organisation.name,
  });

  constructor() {
    inject(DestroyRef).onDestroy(inject(Shortcuts).add({ Escape: () => (this.list.selection.count() > 0 ? this.list.selection.clear() : this.close()) }, [{ caps: ['Esc'], word: 'keys.close', where: 'panel' }]));
  }

  /** Those in the list come first: they are few, and what is looked for. */
  private countries(): Filter['options'] {
    const listed = new Set([...this.list.rows().flatMap(({ country }) => country ?? []), ...(this.url.state().filters['country'] ?? [])]);
    return [...listed].map((value) => ({ value, label: this.words.country(value) })).sort((one, other) => one.label.localeCompare(other.label));
  }

  protected show(id: string): void {
    this.url.patch({ open: id });
  }

  protected close(): void {
    if (this.url.state().open === null) return;
    this.list.close();
    this.queue()?.focus();
  }

  /** Gives the ticked ones to somebody, or back. */
  protected assign(userId: string | undefined): Promise<void> {
    const name = this.people.all().find(({ id }) => id === userId)?.name;
    const done = userId === undefined ? this.words.t('reviews.bulk.givenBack') : this.words.t('reviews.bulk.given', { name: name ?? this.words.t('reviews.you') });
    return this.list.each(this.list.selection.rows(), async ({ id, attributes }) => {
      await this.api.call(assignEnrollment, { params: { id }, body: { ...(userId === undefined ? {} : { userId }), attributes: { etag: attributes.etag } } });
      return done;
    });
  }
}
