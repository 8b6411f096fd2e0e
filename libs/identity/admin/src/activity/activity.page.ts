import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { addressOf, ApiClient, Cell, EmptySlot, LIST_PAGE, listing, ListFrame, ListUrl, PanelSlot, Session, SettingsTabs, Status, Story, When, Words } from '@tandem/platform-admin';
import type { Column, Filter, Listing, ListState } from '@tandem/platform-admin';
import { countAuditRecords, exportAuditRecords, HEARD_WITH, listAuditRecords } from '@tandem/platform-contract';
import type { AuditRecord } from '@tandem/platform-contract';
import { ActivityPeriod, midnight } from './activity-period';
import { ActivitySheet } from './activity-sheet';
import { kindName, OUTCOMES, recordName } from './activity-words';
import { lineOf } from './audit-line';

const COLUMNS: readonly Column[] = [
  { id: 'what', label: 'activity.columns.what' },
  { id: 'concerns', label: 'activity.columns.concerns' },
  { id: 'who', label: 'activity.columns.who' },
  { id: 'outcome', label: 'activity.outcome', minor: true },
  { id: 'kind', label: 'activity.columns.kind', spare: true },
  { id: 'when', label: 'activity.columns.when', numeric: true },
];

const question = ({ filters }: ListState) => ({
  startDate: midnight(filters['from']?.[0]),
  endDate: midnight(filters['to']?.[0], 1),
  resourceType: filters['kind']?.[0],
  person: filters['person']?.[0],
  record: filters['record']?.[0],
  organisation: filters['organisation']?.[0],
});

/** The activity log (SCR-11): what happened in the organisation or concerned it, who did it, what changed; operators see all of it. */
@Component({
  selector: 'td-activity-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ActivityPeriod, ActivitySheet, Cell, EmptySlot, ListFrame, PanelSlot, SettingsTabs, Status],
  providers: [ListUrl],
  templateUrl: './activity.page.html',
})
export class ActivityPage {
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly url = inject(ListUrl);
  private readonly api = inject(ApiClient);
  private readonly story = inject(Story);
  private readonly session = inject(Session);
  protected readonly seesAll = this.session.holds('operator');
  protected readonly outcomeOf = (row: AuditRecord) => OUTCOMES[row.operationStatus];
  protected readonly kindOf = (row: AuditRecord): string => kindName(this.words, row.resourceType);
  private readonly filters = computed((): Filter[] =>
    [
      this.filter('kind', 'activity.columns.kind', ({ resourceType }) => [[resourceType, kindName(this.words, resourceType)]]),
      this.filter('person', 'activity.columns.who', ({ actor }) => (actor?.id ? [[actor.id, actor.name]] : [])),
      ...(this.seesAll ? [this.filter('organisation', 'activity.organisation', (row) => [[row.partnerId, row.actor?.organisation ?? ''], [row.customerId ?? '', row.customerName ?? '']])] : []),
      ...(this.url.state().filters['record'] ? [this.filter('record', 'activity.record', ({ subjects }) => subjects.map(({ type, id }) => [`${type}:${id}`, `${recordName(this.words, type)} ${id.slice(0, 8)}`]))] : []),
    ].filter(({ options }) => options.length > 0),
  );
  protected readonly list: Listing<AuditRecord> = listing({
    page: 'activity',
    title: 'activity.title',
    action: 'audit.read',
    columns: COLUMNS,
    filters: this.filters,
    searches: false,
    hears: Object.keys(HEARD_WITH),
    question,
    read: (query, continuation) => this.api.call(listAuditRecords, { query: { ...query, size: LIST_PAGE }, continuation }),
    exports: {
      // Spreadsheets in German take the semicolon for the separator.
      address: (query) => addressOf(exportAuditRecords.path, {}, { ...query, language: this.words.language(), separator: this.words.language() === 'de' ? 'semicolon' : undefined }),
      count: (query) => this.api.call(countAuditRecords, { query }),
    },
    nameOf: (row: AuditRecord) => this.story.sayOf(lineOf(row)),
  });

  /** What can be picked are the values of the rows that are shown, and what is picked already. */
  private filter(id: string, label: string, valuesOf: (row: AuditRecord) => readonly (readonly [value: string, label: string])[]): Filter {
    const chosen = (this.url.state().filters[id] ?? []).map((value) => [value, value] as const);
    const seen = new Map([...chosen, ...this.list.rows().flatMap(valuesOf)].filter(([value, text]) => value !== '' && text !== ''));
    const options = [...seen].map(([value, text]) => ({ value, label: text })).sort((one, other) => one.label.localeCompare(other.label));
    return { id, label: this.words.t(label), single: true, options };
  }
}
