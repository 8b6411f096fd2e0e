import { computed, signal } from '@angular/core';
import type { ApiClient, Browser } from '@tandem/platform-admin';
import type { ByFileFace, FileCells, FileOutcome } from './by-file-face';
import { cellsOf, decoded, MOST_FILE_BYTES, readTable, Unreadable } from './read-table';
import type { FileTable } from './read-table';

/** Rows that one call takes: enough to be quick, few enough that there is something to see and to stop. */
const PIECE = 200;

/** Where a file stands: none, looked at, done as far as was wanted, taken back. */
export type Phase = 'none' | 'checked' | 'done' | 'undone';

/** A row of a file with what became or would become of it. */
export interface JudgedRow extends FileOutcome {
  readonly id: string;
  readonly number: number;
  readonly cells: FileCells;
  /** It was not only rehearsed. */
  readonly done?: boolean;
}

/** One file as a person works on it: read, mapped, rehearsed, carried out in pieces, taken back. It outlives the drawer that shows it. */
export class ByFileRun {
  private readonly held = signal<FileTable | null>(null);
  private readonly judged = signal<readonly JudgedRow[]>([]);
  private readonly at = signal<Phase>('none');
  private readonly failure = signal<unknown>(null);
  private readonly reached = signal<{ readonly done: number; readonly of: number } | null>(null);
  private readonly halted = signal(false);
  /** Of the call under way: with the same id it is not done twice, should its answer get lost. */
  private pending: { readonly what: Phase; readonly id: string } | null = null;
  private turn = 0;

  readonly name = signal('');
  /** What all rows say that say nothing themselves. */
  readonly common = signal('');
  readonly table = this.held.asReadonly();
  readonly rows = this.judged.asReadonly();
  readonly phase = this.at.asReadonly();
  /** Why it could not go on: a refusal, or `Unreadable`. */
  readonly fault = this.failure.asReadonly();
  /** How far what is under way has come; null when nothing is. */
  readonly progress = this.reached.asReadonly();
  readonly busy = computed(() => this.reached() !== null);
  readonly stopping = computed(() => this.busy() && this.halted());
  /** Rows that can be carried out and are not yet. */
  readonly waiting = computed(() => this.judged().filter(({ result, done }) => !done && this.face.does.includes(result)));
  /** Rows that were carried out and can be taken back. */
  readonly undoable = computed(() => this.judged().filter(({ result, done }) => done && result === this.face.takeBack?.of));
  readonly counts = computed(() => {
    const counts = new Map<string, number>();
    for (const row of this.judged()) counts.set(this.standOf(row), (counts.get(this.standOf(row)) ?? 0) + 1);
    return counts;
  });

  constructor(
    readonly face: ByFileFace,
    private readonly api: ApiClient,
    private readonly browser: Browser,
  ) {}

  /** What is said of a row: what would become of it, later what did; what was not reached waits. */
  standOf({ result, done }: JudgedRow): string {
    return this.at() !== 'checked' && !done && this.face.does.includes(result) ? 'waiting' : result;
  }

  /** Reads a file and asks what would become of it. */
  async takeFile(file: File): Promise<void> {
    if (file.size > MOST_FILE_BYTES) return this.fail(new Unreadable('tooLong'));
    await this.take(file.name, decoded(new Uint8Array(await file.arrayBuffer())));
  }

  /** The same of lines that were pasted. */
  async take(name: string, text: string): Promise<void> {
    this.forget();
    const turn = this.turn;
    const table = await readTable(text, this.face.fields).catch((fault: unknown) => {
      this.fail(fault);
      return null;
    });
    if (!table || turn !== this.turn) return;
    this.name.set(name);
    this.held.set(table);
    await this.rehearse();
  }

  /** Lets go of the file; what was done stays done. */
  forget(): void {
    this.turn += 1;
    this.held.set(null);
    this.judged.set([]);
    this.at.set('none');
    this.failure.set(null);
    this.reached.set(null);
    this.pending = null;
  }

  /** Reads a field from another column; none is the empty name. */
  async map(field: string, column: string): Promise<void> {
    const table = this.held();
    if (!table) return;
    const { [field]: _, ...others } = table.mapping;
    this.held.set({ ...table, mapping: column === '' ? others : { ...others, [field]: column } });
    await this.rehearse();
  }

  /** Asks of every row what would become of it. */
  async rehearse(): Promise<void> {
    const table = this.held();
    if (!table) return;
    const turn = (this.turn += 1);
    const { common } = this.face;
    const rows = table.rows.map((row): JudgedRow => {
      const cells = cellsOf(table, row);
      return { id: String(row.number), number: row.number, result: '', cells: common === undefined ? cells : { ...cells, [common]: cells[common] || this.common() } };
    });
    this.at.set('checked');
    await this.inPieces(rows.filter((row) => this.faultOf(row.cells) === undefined), turn, async (piece) => this.face.send(this.api, piece.map(({ cells }) => cells), { rehearse: true }), (found) => this.judged.set(this.judge(rows, found)));
  }

  /** Carries out what is still to do, until it is done or somebody stops it. What was refused stops no other row. */
  async apply(): Promise<void> {
    if (this.busy()) return;
    await this.carryOut('done', this.waiting(), (piece, requestId) => this.face.send(this.api, piece.map(({ cells }) => cells), { rehearse: false, requestId }));
  }

  /** Takes back exactly what this run has done. */
  async takeBack(): Promise<void> {
    const { takeBack } = this.face;
    if (!takeBack || this.busy()) return;
    await this.carryOut('undone', this.undoable(), (piece, requestId) => takeBack.run(this.api, piece.map(({ organisation }) => organisation?.id ?? ''), requestId));
  }

  /** Ends it after the present call; rows that were not reached stay as they are. */
  stop(): void {
    this.halted.set(true);
  }

  private carryOut(what: Phase, rows: readonly JudgedRow[], act: (piece: readonly JudgedRow[], requestId: string) => Promise<readonly FileOutcome[]>): Promise<void> {
    const call = async (piece: readonly JudgedRow[]): Promise<readonly FileOutcome[]> => {
      const pending = this.pending?.what === what ? this.pending : { what, id: this.browser.newId() };
      this.pending = pending;
      const outcomes = await act(piece, pending.id);
      this.pending = null;
      return outcomes;
    };
    this.at.set(what);
    return this.inPieces(rows, this.turn, call, (found) => this.judged.update((all) => all.map((row) => (found.has(row.id) ? { ...row, ...unsaid, ...found.get(row.id), done: true } : row))));
  }

  private async inPieces(rows: readonly JudgedRow[], turn: number, call: (piece: readonly JudgedRow[]) => Promise<readonly FileOutcome[]>, keep: (found: ReadonlyMap<string, FileOutcome>) => void): Promise<void> {
    const found = new Map<string, FileOutcome>();
    this.failure.set(null);
    this.halted.set(false);
    try {
      for (let start = 0; start < rows.length && !this.halted(); start += PIECE) {
        this.reached.set({ done: start, of: rows.length });
        const piece = rows.slice(start, start + PIECE);
        const outcomes = await call(piece);
        if (turn !== this.turn) return;
        for (const [index, outcome] of outcomes.entries()) found.set(piece[index]?.id ?? '', outcome);
      }
    } catch (fault) {
      if (turn === this.turn) this.failure.set(fault);
    } finally {
      if (turn === this.turn) {
        keep(found);
        this.reached.set(null);
      }
    }
  }

  /** What is wrong with a row before anybody is asked. */
  private faultOf(cells: FileCells): string | undefined {
    const [partner] = this.face.fields;
    if (partner && (cells[partner.id] ?? '') === '') return 'NO_PARTNER';
    return this.face.fields.some(({ id, most }) => (cells[id] ?? '').length > most) ? 'CELL_TOO_LONG' : undefined;
  }

  /** A file is sent in pieces, so what stands twice in it may be told in two answers. */
  private judge(rows: readonly JudgedRow[], found: ReadonlyMap<string, FileOutcome>): JudgedRow[] {
    const seen = new Set<string>();
    return rows.flatMap((row): JudgedRow[] => {
      const wrong = this.faultOf(row.cells);
      const outcome = wrong === undefined ? found.get(row.id) : { result: 'refused', reason: wrong };
      if (!outcome) return [];
      const key = `${outcome.organisation?.id} ${this.face.keyOf(row.cells)}`;
      const again = outcome.organisation !== undefined && seen.has(key);
      seen.add(key);
      return [{ ...row, ...outcome, ...(again ? { result: 'repeated' } : {}) }];
    });
  }

  private fail(fault: unknown): void {
    this.failure.set(fault);
  }
}

/** What an earlier answer said goes with it. */
const unsaid = { reason: undefined, fix: undefined };
