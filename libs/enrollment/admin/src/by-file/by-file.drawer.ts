import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal, ViewEncapsulation } from '@angular/core';
import { Ask, Cell, Drawer, FaultWords, Field, Icon, Note, Status, Table, Words, Writes } from '@tandem/platform-admin';
import type { Column, Look } from '@tandem/platform-admin';
import type { ByFileRun, JudgedRow } from './by-file-run';
import { csvOf } from './cells';
import { Unreadable } from './read-table';

/** Rows that are shown before somebody asks for more. */
const SHOWN = 100;
const RESULTS: Readonly<Record<string, Look>> = {
  marked: { tone: 'info', icon: 'plus', word: 'byFile.results.marked' },
  changed: { tone: 'info', icon: 'pencil', word: 'byFile.results.changed' },
  imported: { tone: 'info', icon: 'plus', word: 'byFile.results.imported' },
  unmarked: { tone: '', icon: 'undo-2', word: 'byFile.results.unmarked' },
  unchanged: { tone: '', icon: 'check', word: 'byFile.results.unchanged' },
  repeated: { tone: '', icon: 'copy', word: 'byFile.results.repeated' },
  waiting: { tone: 'warn', icon: 'hourglass', word: 'byFile.results.waiting' },
  refused: { tone: 'bad', icon: 'circle-alert', word: 'byFile.results.refused' },
};
const OTHER: Look = { tone: '', icon: 'circle-dot', word: 'byFile.results.unchanged' };

/** What an operator does by file: choose or paste it, see what would become of each row, carry it out, take it back. */
@Component({
  selector: 'td-by-file-drawer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  encapsulation: ViewEncapsulation.None,
  imports: [Ask, Cell, Drawer, Field, Icon, Note, Status, Table, Writes],
  templateUrl: './by-file.drawer.html',
  styleUrl: './by-file.drawer.css',
})
export class ByFileDrawer {
  readonly run = input.required<ByFileRun>();
  readonly closed = output();
  /** Something was carried out or taken back. */
  readonly changed = output();

  protected readonly words = inject(Words);
  private readonly faults = inject(FaultWords);
  protected readonly over = signal(false);
  protected readonly pasted = signal('');
  protected readonly asking = signal(false);
  private readonly wanted = signal<string | null>(null);
  protected readonly most = signal(SHOWN);
  protected readonly face = computed(() => this.run().face);
  protected readonly results = computed(() => Object.keys(RESULTS).filter((result) => this.run().counts().has(result)));
  /** The tab that is shown: the chosen one while it has rows, else the first that has some. */
  protected readonly shown = computed(() => this.results().find((result) => result === this.wanted()) ?? this.results()[0]);
  protected readonly all = computed(() => this.run().rows().filter((row) => this.run().standOf(row) === this.shown()));
  protected readonly rows = computed(() => this.all().slice(0, this.most()));
  protected readonly others = computed(() => this.face().shows);
  protected readonly columns = computed((): Column[] => [
    { id: 'name', label: `${this.face().words}.fields.partner` },
    { id: 'number', label: 'byFile.row', numeric: true, minor: true },
    // Whoever corrects looks for the reason; what the others say is of interest only where it is carried out.
    ...(this.shown() === 'refused' ? [{ id: 'why', label: 'byFile.why' }] : this.others().map((id) => ({ id, label: `${this.face().words}.fields.${id}` }))),
  ]);
  protected readonly blocked = computed(() => this.run().busy() || this.run().waiting().length === 0 || (this.run().phase() === 'checked' && this.run().fault() !== null));
  protected readonly fault = computed(() => {
    const fault = this.run().fault();
    if (fault === null) return '';
    return fault instanceof Unreadable ? this.words.t(`byFile.faults.${fault.why}`) : this.faults.say(fault);
  });
  protected readonly effects = computed(() => this.face().effects(this.run().waiting().length, this.words));
  protected readonly refused = computed(() => this.run().rows().filter(({ result }) => result === 'refused'));
  protected readonly unsaved = (): boolean => this.run().busy();
  protected readonly nameOf = (row: JudgedRow): string => row.organisation?.name ?? (row.cells['partner'] || this.words.t('byFile.nobody'));

  protected lookOf(result: string): Look {
    const look = RESULTS[result] ?? OTHER;
    return this.run().phase() === 'checked' ? look : { ...look, word: look.word.replace('.results.', '.did.') };
  }

  /** Why a row is refused, in the words of whoever acts for others. */
  protected why({ reason = '', fix = '' }: JudgedRow): string {
    const key = this.face().told[reason];
    return key === undefined ? this.faults.of({ reason, rule: '', fix }) : this.words.t(key);
  }

  protected choose(event: Event): void {
    const box = event.target as HTMLInputElement;
    const file = box.files?.[0];
    // The same file, corrected, can be chosen again.
    box.value = '';
    if (file) void this.take(() => this.run().takeFile(file));
  }

  protected drop(event: DragEvent): void {
    event.preventDefault();
    this.over.set(false);
    const file = event.dataTransfer?.files[0];
    if (file) void this.take(() => this.run().takeFile(file));
  }

  protected drag(event: DragEvent, over: boolean): void {
    event.preventDefault();
    this.over.set(over);
  }

  protected paste(): void {
    if (this.pasted().trim() !== '') void this.take(() => this.run().take('', this.pasted()));
  }

  protected typed(event: Event): void {
    this.pasted.set((event.target as HTMLTextAreaElement).value);
  }

  protected say(event: Event): void {
    this.run().common.set((event.target as HTMLInputElement).value.trim());
    void this.run().rehearse();
  }

  protected map(field: string, event: Event): void {
    void this.run().map(field, (event.target as HTMLSelectElement).value);
  }

  protected show(result: string): void {
    this.wanted.set(result);
    this.most.set(SHOWN);
  }

  protected more(): void {
    this.most.update((most) => most + SHOWN);
  }

  protected ask(): void {
    if (!this.blocked()) this.asking.set(true);
  }

  protected async apply(): Promise<void> {
    this.asking.set(false);
    await this.run().apply();
    this.changed.emit();
  }

  protected async takeBack(): Promise<void> {
    if (this.run().busy()) return;
    await this.run().takeBack();
    this.changed.emit();
  }

  protected again(): void {
    this.wanted.set(null);
    this.run().forget();
  }

  /** The refused rows as a file, with why, to be corrected and given again. */
  protected download(): void {
    const { fields, words } = this.face();
    const head = [...fields.map(({ id }) => this.words.t(`${words}.fields.${id}`)), this.words.t('byFile.why')];
    const lines = this.refused().map((row) => [...fields.map(({ id }) => row.cells[id] ?? ''), this.why(row)]);
    const address = URL.createObjectURL(new Blob([csvOf([head, ...lines])], { type: 'text/csv;charset=utf-8' }));
    Object.assign(document.createElement('a'), { href: address, download: `${this.words.t('byFile.refusedFile')}.csv` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }

  private async take(work: () => Promise<void>): Promise<void> {
    this.wanted.set(null);
    this.most.set(SHOWN);
    await work();
  }
}
