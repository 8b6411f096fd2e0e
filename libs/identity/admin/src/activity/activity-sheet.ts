import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { CopyButton, ListUrl, placeOf, RECORD_PLACES, Session, Status, Story, When, Words } from '@tandem/platform-admin';
import type { AuditRecord } from '@tandem/platform-contract';
import { OUTCOMES, recordName } from './activity-words';
import { changesOf, lineOf } from './audit-line';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** One operation opened: who, when, what changed, and where to go on (SCR-11). */
@Component({
  selector: 'td-activity-sheet',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CopyButton, RouterLink, Status],
  templateUrl: './activity-sheet.html',
  styleUrl: './activity-sheet.css',
})
export class ActivitySheet {
  readonly record = input.required<AuditRecord>();
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly url = inject(ListUrl);
  private readonly story = inject(Story);
  private readonly session = inject(Session);
  private readonly places = inject(RECORD_PLACES);
  protected readonly sentence = computed(() => this.story.sayOf(lineOf(this.record())));
  protected readonly outcome = computed(() => OUTCOMES[this.record().operationStatus]);
  protected readonly changes = computed(() => changesOf(this.record()).map(({ field, before, after }) => ({ field: this.fieldName(field), before: this.said(before), after: this.said(after) })));
  protected readonly records = computed(() => this.record().subjects.map((subject) => ({ ...subject, name: recordName(this.words, subject.type), link: placeOf(this.places, { ...subject, concerned: this.record().customerId }, this.session) })));
  protected readonly raw = computed(() => JSON.stringify(this.record(), null, 2));

  /** Shows only what the same person did, or what happened to the same record. */
  protected only(filter: 'person' | 'record', value: string): void {
    this.url.patch({ filters: { ...this.url.state().filters, [filter]: [value] }, open: null });
  }

  private fieldName(field: string): string {
    const key = `activity.fields.${field}`;
    if (this.words.has(key)) return this.words.t(key);
    const spaced = field.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
    return spaced.charAt(0).toUpperCase() + spaced.slice(1);
  }

  private said(value: unknown): string {
    if (value === undefined || value === null || value === '') return '–';
    if (typeof value === 'boolean') return this.words.t(value ? 'activity.yes' : 'activity.no');
    if (Array.isArray(value)) return value.length === 0 ? '–' : value.map((one) => this.said(one)).join(', ');
    if (typeof value === 'string') return INSTANT.test(value) ? this.when.full(value) : value;
    return typeof value === 'number' ? this.words.number(value) : JSON.stringify(value);
  }
}
