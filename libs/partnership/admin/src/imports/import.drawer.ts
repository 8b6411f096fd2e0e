import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, signal, untracked, ViewEncapsulation } from '@angular/core';
import { getImportErrors, IMPORT_FIELDS, IMPORT_RESULTS, listImportRows } from '@tandem/partnership-contract';
import type { ImportField, ImportResult, ImportRow } from '@tandem/partnership-contract';
import { addressOf, ApiClient, Cell, Drawer, FaultWords, Help, Icon, LANGUAGES, ListSource, LiveUpdates, Note, Skeleton, Status, Table, Unreadable, When, Words, Writes } from '@tandem/platform-admin';
import type { Column, Language } from '@tandem/platform-admin';
import { ImportRun } from './import-run';
import type { Command } from './import-run';
import { lookOfResult } from './import-looks';

const COLUMNS: readonly Column[] = [
  { id: 'address', label: 'partnership.import.fields.address' },
  { id: 'number', label: 'partnership.import.row', numeric: true },
  { id: 'name', label: 'partnership.import.fields.name' },
  { id: 'result', label: 'partnership.import.result' },
];
const SEPARATORS: Readonly<Record<string, string>> = { ';': 'semicolon', ',': 'comma', '\t': 'tab', '|': 'bar' };
const PAGE = 50;

/** Import CSV: choose a file, look at what would become of each row, correct the columns, send, watch, pause or cancel. */
@Component({
  selector: 'td-import-drawer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  encapsulation: ViewEncapsulation.None,
  imports: [Cell, Drawer, Help, Icon, Note, Skeleton, Status, Table, Unreadable, Writes],
  providers: [ImportRun],
  templateUrl: './import.drawer.html',
  styleUrl: './import.drawer.css',
})
export class ImportDrawer {
  /** An import to go on with; none asks for a file. */
  readonly id = input<string | null>(null);
  readonly closed = output();
  /** The import that was made or chosen, so that the address can name it. */
  readonly opened = output<string | null>();

  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  protected readonly faults = inject(FaultWords);
  protected readonly run = inject(ImportRun);
  private readonly api = inject(ApiClient);
  protected readonly fields = IMPORT_FIELDS;
  protected readonly languages = LANGUAGES;
  protected readonly languageNames = { de: 'Deutsch', en: 'English' } as const;
  protected readonly columns = COLUMNS;
  protected readonly lookOf = lookOfResult;

  protected readonly over = signal(false);
  private readonly wanted = signal<ImportResult | null>(null);
  protected readonly results = computed(() => IMPORT_RESULTS.filter((result) => (this.run.current()?.counts[result] ?? 0) > 0));
  /** The tab that is shown: the chosen one while it has rows, else the first that has some. */
  protected readonly shown = computed(() => this.results().find((result) => result === this.wanted()) ?? this.results()[0]);
  private readonly question = computed(() => ({ id: this.run.current()?.id, result: this.shown(), etag: this.run.current()?.attributes.etag }), {
    equal: (one, other) => one.id === other.id && one.result === other.result && one.etag === other.etag,
  });
  protected readonly list = new ListSource<ImportRow, ReturnType<typeof this.question>>(this.question, async ({ id, result }, continuation) =>
    id === undefined ? { items: [] } : this.api.call(listImportRows, { params: { id }, query: continuation ? {} : { size: PAGE, result }, ...(continuation ? { continuation } : {}) }),
  );
  protected readonly nameOf = (row: ImportRow): string => row.email || this.words.t('partnership.noAddress');
  protected readonly separator = computed(() => SEPARATORS[this.run.current()?.separator ?? '']);
  protected readonly errors = computed(() => addressOf(getImportErrors.path, { id: this.run.current()?.id }, { language: this.words.language() }));
  protected readonly sendable = computed(() => this.run.current()?.counts.new ?? 0);

  constructor() {
    effect(() => {
      const id = this.id();
      untracked(() => {
        if (id === null) {
          this.run.forget();
          void this.run.lookBack();
        } else if (this.run.current()?.id !== id) void this.run.open(id);
      });
    });
    inject(LiveUpdates).refetch(['partnership_import'], () => void this.read());
  }

  protected async read(): Promise<void> {
    await this.run.refresh();
    await this.list.refresh();
  }

  protected choose(event: Event): void {
    const box = event.target as HTMLInputElement;
    const file = box.files?.[0];
    // The same file, corrected, can be chosen again.
    box.value = '';
    if (file) void this.take(file);
  }

  protected drop(event: DragEvent): void {
    event.preventDefault();
    this.over.set(false);
    const file = event.dataTransfer?.files[0];
    if (file) void this.take(file);
  }

  protected drag(event: DragEvent, over: boolean): void {
    event.preventDefault();
    this.over.set(over);
  }

  protected show(result: ImportResult): void {
    this.wanted.set(result);
  }

  protected map(field: ImportField, event: Event): void {
    const column = (event.target as HTMLSelectElement).value;
    void this.run.change({ mapping: { ...this.run.current()?.mapping, [field]: column } });
  }

  protected speak(language: Language): void {
    void this.run.change({ language });
  }

  protected async steer(command: Command): Promise<void> {
    if (this.run.busy() || (command === 'start' && this.sendable() === 0)) return;
    if (await this.run.steer(command)) void this.list.refresh();
  }

  /** What a row is about, as words: why it is left out. */
  protected why({ reason, about = '', rule = '', fix = '' }: ImportRow): string {
    if (reason === undefined) return '';
    if (reason === 'ADDRESS_REPEATED') return this.words.t('partnership.import.sameAs', { number: about });
    if (reason === 'PARTNER_ALREADY') return this.words.t('partnership.import.isPartner', { name: about });
    return this.faults.of({ reason, rule, fix });
  }

  protected again(): void {
    this.opened.emit(null);
  }

  private async take(file: File): Promise<void> {
    this.wanted.set(null);
    if (await this.run.check(file, this.words.language())) this.opened.emit(this.run.current()?.id ?? null);
  }
}
