import { computed, inject, Injectable, signal } from '@angular/core';
import { cancelRequestImport, changeRequestImport, createRequestImport, getRequestImport, listRequestImports, pauseRequestImport, resumeRequestImport, startRequestImport } from '@tandem/partnership-contract';
import type { ImportMapping, RequestImport } from '@tandem/partnership-contract';
import { ApiClient } from '@tandem/platform-admin';
import type { Language } from '@tandem/platform-admin';

const COMMANDS = { start: startRequestImport, pause: pauseRequestImport, resume: resumeRequestImport, cancel: cancelRequestImport } as const;
/** What can be done with an import as a whole. */
export type Command = keyof typeof COMMANDS;

/** One import as a person works on it: read, mapped, started, watched. An answer that was overtaken is dropped. */
@Injectable()
export class ImportRun {
  private readonly api = inject(ApiClient);
  private readonly held = signal<RequestImport | undefined>(undefined);
  private readonly earlier = signal<readonly RequestImport[]>([]);
  private readonly failure = signal<unknown>(null);
  private readonly working = signal(false);
  private turn = 0;

  readonly current = this.held.asReadonly();
  readonly fault = this.failure.asReadonly();
  readonly busy = this.working.asReadonly();
  /** Earlier imports, newest first, to go on with. */
  readonly others = this.earlier.asReadonly();
  /** Rows that go out in all, and how many of them are out. */
  readonly progress = computed(() => {
    const counts = this.held()?.counts;
    return counts ? { done: counts.sent, of: counts.sent + counts.new } : { done: 0, of: 0 };
  });

  /** Goes on with an import. */
  async open(id: string): Promise<void> {
    await this.attempt(() => this.api.call(getRequestImport, { params: { id } }));
  }

  /** Lets go of the import, to choose another file; it stays as it is. */
  forget(): void {
    this.turn += 1;
    this.held.set(undefined);
    this.failure.set(null);
  }

  /** Reads the earlier imports; without an answer there are none to go on with. */
  async lookBack(): Promise<void> {
    const { items } = await this.api.call(listRequestImports, { query: { size: 5 } }).catch(() => ({ items: [] }));
    this.earlier.set(items);
  }

  /** Has a file checked, bytes as they are: the server tells encodings apart. True when it could be read. */
  async check(file: File, language: Language): Promise<boolean> {
    const bytes = new Blob([file], { type: 'text/csv' });
    const read = await this.attempt(() => this.api.call(createRequestImport, { query: { fileName: file.name }, file: bytes }));
    const made = this.held();
    return read && made !== undefined && made.language !== language ? this.change({ language }) : read;
  }

  /** Reads the columns in another way, or rows without a language in another one. */
  async change(change: { mapping?: ImportMapping; language?: Language }): Promise<boolean> {
    const made = this.held();
    if (!made) return false;
    return this.attempt(() => this.api.call(changeRequestImport, { params: { id: made.id }, body: { ...change, attributes: { etag: made.attributes.etag } } }));
  }

  /** Starts, pauses, resumes or cancels. */
  async steer(command: Command): Promise<boolean> {
    const made = this.held();
    return made !== undefined && this.attempt(() => this.api.call(COMMANDS[command], { params: { id: made.id } }));
  }

  /** Reads again after something changed; a failure keeps what is shown. */
  async refresh(): Promise<void> {
    const made = this.held();
    const turn = this.turn;
    if (!made || this.working()) return;
    const read = await this.api.call(getRequestImport, { params: { id: made.id } }).catch(() => undefined);
    if (read && turn === this.turn) this.held.set(read);
  }

  private async attempt(work: () => Promise<RequestImport>): Promise<boolean> {
    this.turn += 1;
    this.working.set(true);
    this.failure.set(null);
    try {
      this.held.set(await work());
      return true;
    } catch (error) {
      this.failure.set(error);
      return false;
    } finally {
      this.working.set(false);
    }
  }
}
