import { ChangeDetectionStrategy, Component, computed, DestroyRef, inject, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { COUNT_LIMIT, countIndirectResellers, countIndirectResellersExport, exportIndirectResellers, listIndirectResellers, RESELLER_VIEWS } from '@tandem/partnership-contract';
import type { IndirectReseller, ResellerView } from '@tandem/partnership-contract';
import { addressOf, ApiClient, Ask, BulkSlot, Cell, EmptySlot, Icon, LIST_PAGE, listing, ListFrame, ListUrl, PanelSlot, Pill, QueryChanges, Session, Shortcuts, Status, When, Words } from '@tandem/platform-admin';
import type { Column, Effect, Filter, Listing, View } from '@tandem/platform-admin';
import { ImportDrawer } from '../imports/import.drawer';
import { REQUEST_IMPORT_FACE } from '../imports/request-import.face';
import { RequestDrawer } from '../request/request.drawer';
import { PartnerPanel } from './partner.panel';
import { RequestActs } from './request-acts';
import { RequestPanel } from './request.panel';
import { isRequest, lookOf, mailOf, resendable, revocable } from './reseller-row';

const COLUMNS: readonly Column[] = [
  { id: 'name', label: 'partnership.columns.name' },
  { id: 'status', label: 'partnership.columns.status' },
  { id: 'mail', label: 'partnership.columns.mail' },
  { id: 'country', label: 'partnership.columns.country' },
  { id: 'mpn', label: 'partnership.columns.mpn', minor: true },
  { id: 'admin', label: 'partnership.columns.admin', minor: true },
  { id: 'since', label: 'partnership.columns.since', numeric: true },
];

const URGENT = new Set<ResellerView>(['problems', 'failed', 'bounced']);

/** Indirect resellers (SCR-12): partners and open requests in one list, with what can be done about them. */
@Component({
  selector: 'td-resellers-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Ask, BulkSlot, Cell, EmptySlot, Icon, ImportDrawer, ListFrame, PanelSlot, PartnerPanel, Pill, RequestDrawer, RequestPanel, RouterLink, Status],
  providers: [ListUrl],
  templateUrl: './resellers.page.html',
})
export class ResellersPage {
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  protected readonly url = inject(ListUrl);
  private readonly api = inject(ApiClient);
  private readonly acts = inject(RequestActs);
  private readonly changes = inject(QueryChanges);
  private readonly route = inject(ActivatedRoute);
  private readonly query = toSignal(this.route.queryParams, { initialValue: this.route.snapshot.queryParams });
  private readonly counts = signal<Partial<Record<ResellerView, number>>>({});

  protected readonly mayReport = inject(Session).may('report.resellers');
  protected readonly importFace = REQUEST_IMPORT_FACE;
  protected readonly lookOf = lookOf;
  protected readonly mailOf = mailOf;
  protected readonly isRequest = isRequest;
  private readonly views = computed(() => RESELLER_VIEWS.map((id): View => ({ id, label: `partnership.views.${id}`, ...this.countOf(id), urgent: URGENT.has(id) })));
  private readonly filters = computed((): Filter[] => {
    const codes = new Set([...this.list.rows().flatMap((row) => (isRequest(row) ? [] : [row.country])), ...(this.url.state().filters['country'] ?? [])]);
    const options = [...codes].map((code) => ({ value: code, label: this.words.country(code) })).sort((one, other) => one.label.localeCompare(other.label));
    return options.length > 0 ? [{ id: 'country', label: this.words.t('partnership.columns.country'), options, single: true }] : [];
  });
  protected readonly list: Listing<IndirectReseller> = listing({
    page: 'indirect-resellers',
    title: 'partnership.resellers',
    action: 'partnership.request',
    columns: COLUMNS,
    views: this.views,
    filters: this.filters,
    hears: ['invitation', 'partnership', 'organisation'],
    question: ({ view, search, filters }) => ({ view: RESELLER_VIEWS.find((known) => known === view) ?? 'all', q: search || undefined, country: filters['country']?.[0] }),
    read: (query, continuation) => this.api.call(listIndirectResellers, { query: { ...query, size: LIST_PAGE }, continuation }),
    exports: {
      // Spreadsheets in German take the semicolon for the separator.
      address: (query) => addressOf(exportIndirectResellers.path, {}, { ...query, language: this.words.language(), separator: this.words.language() === 'de' ? 'semicolon' : undefined }),
      count: (query) => this.api.call(countIndirectResellersExport, { query }),
    },
    nameOf: (row: IndirectReseller) => (isRequest(row) ? (row.email ?? this.words.t('partnership.noAddress')) : row.name),
    dim: (row) => isRequest(row) && ['revoked', 'declined'].includes(row.status),
    also: () => void this.count(),
  });
  /** `new`, the id of a draft, or nothing. */
  protected readonly drafting = computed(() => (this.query()['draft'] as string | undefined) ?? null);
  /** `new`, the id of an import, or nothing. */
  protected readonly imported = computed(() => (this.query()['import'] as string | undefined) ?? null);
  protected readonly toResend = computed(() => resendable(this.list.selection.rows()));
  protected readonly toRevoke = computed(() => revocable(this.list.selection.rows()));
  protected readonly asking = signal(false);
  protected readonly revokeEffects = computed((): Effect[] => [
    { tone: 'bad', text: this.words.t('partnership.revoke.linkDies') },
    { tone: 'ok', text: this.words.t('partnership.revoke.again') },
  ]);

  constructor() {
    if (!this.list.refusal) inject(DestroyRef).onDestroy(inject(Shortcuts).add({ n: () => this.draft('new') }, [{ caps: ['n'], word: 'partnership.keys.new', where: 'page' }]));
  }

  /** Opens the drawer on a new draft or one that there is; null closes it. The address names the draft, so it survives a reload. */
  protected draft(id: string | null, replaceUrl = false): void {
    this.drawer({ draft: id }, replaceUrl);
    if (id === null) this.list.read();
  }

  /** The same for the drawer of imports. */
  protected importing(id: string | null, replaceUrl = false): void {
    this.drawer({ import: id }, replaceUrl);
    if (id === null) this.list.read();
  }

  protected async bulk(act: 'resend' | 'revoke'): Promise<void> {
    this.asking.set(false);
    await this.list.together(act === 'resend' ? this.toResend() : this.toRevoke(), (rows) => this.acts.together(act, rows));
  }

  private drawer(queryParams: Record<string, string | null>, replaceUrl: boolean): void {
    this.changes.add(this.route, () => ({ queryParams, replaceUrl }));
  }

  private countOf(view: ResellerView): { count?: number; more?: boolean } {
    const count = this.counts()[view];
    return count === undefined ? {} : { count: Math.min(count, COUNT_LIMIT - 1), more: count >= COUNT_LIMIT };
  }

  /** Counts are an extra: without them the tabs stand alone. */
  private async count(): Promise<void> {
    this.counts.set(await this.api.call(countIndirectResellers).catch(() => ({})));
  }
}
