import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, signal, untracked, ViewEncapsulation } from '@angular/core';
import { addressOf, ApiClient, Ask, Cell, Drawer, FaultWords, Help, Icon, LANGUAGES, ListSource, LiveUpdates, Note, Skeleton, Status, Table, Unreadable, When, Words, Writes } from '@tandem/platform-admin';
import type { Effect, Language, Look } from '@tandem/platform-admin';
import { lookOfResult } from './import-face';
import type { AnyImport, AnyRow, ImportFace } from './import-face';
import { ImportRun } from './import-run';
import type { Command } from './import-run';

const SEPARATORS: Readonly<Record<string, string>> = { ';': 'semicolon', ',': 'comma', '\t': 'tab', '|': 'bar' };
const PAGE = 50;

/** A file to import, of any kind: choose it, look at what would become of each row, correct the columns, start, watch, pause or cancel. */
@Component({
  selector: 'td-import-drawer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  encapsulation: ViewEncapsulation.None,
  imports: [Ask, Cell, Drawer, Help, Icon, Note, Skeleton, Status, Table, Unreadable, Writes],
  templateUrl: './import.drawer.html',
  styleUrl: './import.drawer.css',
})
export class ImportDrawer {
  readonly face = input.required<ImportFace>();
  /** An import to go on with; none asks for a file. */
  readonly id = input<string | null>(null);
  readonly closed = output();
  /** The import that was made or chosen, so that the address can name it. */
  readonly opened = output<string | null>();

  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  protected readonly faults = inject(FaultWords);
  private readonly api = inject(ApiClient);
  protected readonly run = new ImportRun(this.api, () => this.face());
  protected readonly languages = LANGUAGES;
  protected readonly languageNames = { de: 'Deutsch', en: 'English' } as const;

  protected readonly over = signal(false);
  private readonly wanted = signal<string | null>(null);
  protected readonly results = computed(() => this.face().results.filter((result) => (this.run.current()?.counts[result] ?? 0) > 0));
  /** The tab that is shown: the chosen one while it has rows, else the first that has some. */
  protected readonly shown = computed(() => this.results().find((result) => result === this.wanted()) ?? this.results()[0]);
  private readonly question = computed(() => ({ id: this.run.current()?.id, result: this.shown(), etag: this.run.current()?.attributes.etag }), {
    equal: (one, other) => one.id === other.id && one.result === other.result && one.etag === other.etag,
  });
  protected readonly list = new ListSource<AnyRow, ReturnType<typeof this.question>>(this.question, async ({ id, result }, continuation) =>
    id === undefined ? { items: [] } : this.api.call(this.face().routes.rows, { params: { id }, query: continuation ? {} : { size: PAGE, ...(result === undefined ? {} : { result }) }, ...(continuation ? { continuation } : {}) }),
  );
  protected readonly nameOf = (row: AnyRow): string => this.face().nameOf(row, this.words);
  protected readonly columns = computed(() => this.face().columnsOf(this.shown()));
  protected readonly own = computed(() => this.columns().filter(({ id }, place) => place > 0 && id !== 'number' && id !== 'result'));
  protected readonly separator = computed(() => SEPARATORS[this.run.current()?.separator ?? '']);
  protected readonly errors = computed(() => addressOf(this.face().routes.errors.path, { id: this.run.current()?.id }, { language: this.words.language() }));
  protected readonly sendable = computed(() => this.run.current()?.counts['new'] ?? 0);

  /** Asked before an import is cancelled: there is no way back. */
  protected readonly asking = signal(false);
  protected readonly cancelEffects = computed((): Effect[] => [
    { tone: 'bad', text: this.words.count(`${this.face().words}.cancelAsk.lost`, this.sendable()) },
    { tone: 'ok', text: this.words.t(`${this.face().words}.cancelAsk.stays`) },
    { tone: 'ok', text: this.words.t('partnership.import.again') },
  ]);

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
    inject(LiveUpdates).refetch(['partnership_import', 'partnership_takeover'], () => void this.read());
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

  protected show(result: string): void {
    this.wanted.set(result);
  }

  protected map(field: string, event: Event): void {
    void this.run.map(field, (event.target as HTMLSelectElement).value);
  }

  protected speak(language: Language): void {
    void this.run.speak(language);
  }

  protected async steer(command: Command): Promise<void> {
    if (this.run.busy() || (command === 'start' && this.sendable() === 0)) return;
    if (await this.run.steer(command)) void this.list.refresh();
    this.asking.set(false);
  }

  protected lookOf(result: string): Look {
    return lookOfResult(this.face(), result);
  }

  /** Words of how far an import has come. */
  protected stateOf({ state, counts }: AnyImport): string {
    const { done, of } = this.run.progressOf(counts);
    return this.words.t(`${this.face().words}.states.${state}`, { done: this.words.number(done), of: this.words.number(of) });
  }

  /** What a row is about, as words: why it is left out. */
  protected why({ reason, about = '', rule = '', fix = '' }: AnyRow): string {
    if (reason === undefined) return '';
    const key = this.face().told[reason];
    return key === undefined ? this.faults.of({ reason, rule, fix }) + (about === '' ? '' : ` (${about})`) : this.words.t(key, { about });
  }

  protected again(): void {
    this.opened.emit(null);
  }

  private async take(file: File): Promise<void> {
    this.wanted.set(null);
    if (await this.run.check(file, this.words.language())) this.opened.emit(this.run.current()?.id ?? null);
  }
}
