import { ChangeDetectionStrategy, Component, computed, inject, signal, ViewEncapsulation } from '@angular/core';
import { countIncentiveExport, exportIncentiveInvitations, INCENTIVE_PROGRAMS, INCENTIVE_STATES, listIncentiveInvitations, resendIncentiveInvitations } from '@tandem/incentives-contract';
import type { IncentiveSummary } from '@tandem/incentives-contract';
import { addressOf, ApiClient, BulkSlot, BusinessClock, Cell, EmptySlot, FaultWords, Icon, LIST_PAGE, listing, ListFrame, ListUrl, lookOfDelivery, PanelSlot, Pill, Status, When, Words, Writes } from '@tandem/platform-admin';
import type { Column, Filter, Listing, View } from '@tandem/platform-admin';
import { phaseOf, toneOf } from '../countdown/phase';
import { lookOfIncentive } from '../incentive-looks';
import { IncentivesWaiting } from '../overview/incentives-waiting';
import { DUE_FILTERS, INCENTIVE_VIEWS, incentiveQuestion, resendable, URGENT_VIEWS } from './incentive-row';
import { InvitationFunnel } from './invitation-funnel';
import { InvitationPanel } from './invitation.panel';
import { ScheduleDrawer } from './schedule.drawer';

const COLUMNS: readonly Column[] = [
  { id: 'name', label: 'incentives.watch.columns.name' },
  { id: 'program', label: 'incentives.watch.columns.program', minor: true },
  { id: 'state', label: 'incentives.watch.columns.state' },
  { id: 'left', label: 'incentives.watch.columns.left' },
  { id: 'location', label: 'incentives.watch.columns.location', minor: true },
  { id: 'mail', label: 'incentives.watch.columns.mail' },
  { id: 'next', label: 'incentives.watch.columns.next', numeric: true, minor: true },
];

/** Counts end at 1,000. */
const COUNTED = 999;

/** The incentives of all partners: who was invited, who has answered, what cannot go out, and what is to be verified. */
@Component({
  selector: 'td-incentive-invitations-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [BulkSlot, Cell, EmptySlot, Icon, InvitationFunnel, InvitationPanel, ListFrame, PanelSlot, Pill, ScheduleDrawer, Status, Writes],
  providers: [ListUrl],
  templateUrl: './incentive-invitations.page.html',
  styleUrl: './incentive-invitations.page.css',
  encapsulation: ViewEncapsulation.None,
})
export class IncentiveInvitationsPage {
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  protected readonly url = inject(ListUrl);
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  private readonly clock = inject(BusinessClock);
  private readonly waiting = inject(IncentivesWaiting);
  protected readonly look = lookOfIncentive;
  protected readonly mailLook = lookOfDelivery;
  protected readonly scheduling = signal(false);
  private readonly views = computed(() => INCENTIVE_VIEWS.map((id): View => ({ id, label: `incentives.watch.views.${id}`, ...this.countOf(id), urgent: URGENT_VIEWS.has(id) })));
  private readonly filters = computed((): Filter[] => [
    { id: 'state', label: this.words.t('incentives.watch.columns.state'), single: true, options: INCENTIVE_STATES.map((value) => ({ value, label: this.words.t(`incentives.states.${value}`) })) },
    { id: 'program', label: this.words.t('incentives.watch.columns.program'), single: true, options: INCENTIVE_PROGRAMS.map((value) => ({ value, label: this.words.t(`incentives.programs.${value}`) })) },
    { id: 'due', label: this.words.t('incentives.watch.due'), single: true, options: DUE_FILTERS.map((value) => ({ value, label: this.words.t(`incentives.watch.views.${value}`) })) },
  ]);
  protected readonly list: Listing<IncentiveSummary> = listing({
    page: 'incentive-invitations',
    title: 'incentives.watch.title',
    action: 'incentive.operate',
    columns: COLUMNS,
    views: this.views,
    filters: this.filters,
    hears: ['incentive', 'delivery'],
    question: incentiveQuestion,
    read: (query, continuation) => this.api.call(listIncentiveInvitations, { query: { ...query, size: LIST_PAGE }, continuation }),
    exports: {
      // Spreadsheets in German take the semicolon for the separator.
      address: (query) => addressOf(exportIncentiveInvitations.path, {}, { ...query, language: this.words.language(), separator: this.words.language() === 'de' ? 'semicolon' : undefined }),
      count: (query) => this.api.call(countIncentiveExport, { query }),
    },
    nameOf: ({ organisation }: IncentiveSummary) => organisation.name,
    dim: ({ state, endedAt }) => state === 'declined' || endedAt !== undefined,
    also: () => void this.waiting.read(),
  });
  protected readonly toResend = computed(() => resendable(this.list.selection.rows()));

  /** "19 days left"; where the days say nothing any more, nothing. */
  protected leftOf(row: IncentiveSummary): { readonly text: string; readonly tone: string } | null {
    const phase = phaseOf(row, this.clock.now());
    if (row.state === 'invitation_due') return { text: this.words.t('incentives.watch.inviteBy', { date: this.when.dayMonth(row.inviteDueAt) }), tone: toneOf(phase) };
    if (phase === 'passed') return { text: this.words.t('incentives.watch.passed'), tone: '' };
    return row.state === 'invited' ? { text: row.daysLeft <= 0 ? this.words.t('incentives.lead.today') : this.words.count('incentives.lead.left', row.daysLeft), tone: toneOf(phase) } : null;
  }

  protected nextOf({ state, blocked, inviteAt, nextReminderAt }: IncentiveSummary): string | undefined {
    if (blocked) return undefined;
    return state === 'invitation_due' ? inviteAt : nextReminderAt;
  }

  protected resend(): Promise<void> {
    return this.list.together(this.toResend(), async (rows) => {
      const { items } = await this.api.call(resendIncentiveInvitations, { body: { ids: rows.map(({ id }) => id) } });
      return items.map(({ error }) => {
        const [refusal] = error?.data ?? [];
        return { ok: !refusal, text: refusal ? this.faults.of(refusal) : this.words.t('incentives.mail.ordered') };
      });
    });
  }

  private countOf(view: (typeof INCENTIVE_VIEWS)[number]): { count?: number; more?: boolean } {
    const counts = this.waiting.now();
    return view === 'all' || !counts.known ? {} : { count: Math.min(counts[view], COUNTED), more: counts[view] > COUNTED };
  }
}
