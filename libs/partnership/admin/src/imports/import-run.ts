import { computed, signal } from '@angular/core';
import type { ImportRoutes } from '@tandem/partnership-contract';
import type { ApiClient, Language } from '@tandem/platform-admin';
import type { AnyImport, ImportFace } from './import-face';

/** What can be done with an import as a whole. */
export type Command = 'start' | 'pause' | 'resume' | 'cancel';

/** One import as a person works on it: read, mapped, started, watched. An answer that was overtaken is dropped. */
export class ImportRun {
  private readonly held = signal<AnyImport | undefined>(undefined);
  private readonly earlier = signal<readonly AnyImport[]>([]);
  private readonly failure = signal<unknown>(null);
  private readonly working = signal(false);
  private turn = 0;

  readonly current = this.held.asReadonly();
  readonly fault = this.failure.asReadonly();
  readonly busy = this.working.asReadonly();
  /** Earlier imports, newest first, to go on with. */
  readonly others = this.earlier.asReadonly();
  /** Rows that are carried out in all, and how many of them are. */
  readonly progress = computed(() => {
    const counts = this.held()?.counts;
    return this.progressOf(counts);
  });

  /** @param face of which kind it is; known when the first call is made. */
  constructor(
    private readonly api: ApiClient,
    private readonly face: () => ImportFace,
  ) {}

  /** How far an import has come. */
  progressOf(counts: AnyImport['counts'] | undefined): { readonly done: number; readonly of: number } {
    const done = counts?.[this.face().done] ?? 0;
    return { done, of: done + (counts?.['new'] ?? 0) };
  }

  /** Goes on with an import. */
  async open(id: string): Promise<void> {
    await this.attempt(() => this.api.call(this.routes.get, { params: { id } }));
  }

  /** Lets go of the import, to choose another file; it stays as it is. */
  forget(): void {
    this.turn += 1;
    this.held.set(undefined);
    this.failure.set(null);
  }

  /** Reads the earlier imports; without an answer there are none to go on with. */
  async lookBack(): Promise<void> {
    const { items } = await this.api.call(this.routes.list, { query: { size: 5 } }).catch(() => ({ items: [] }));
    this.earlier.set(items);
  }

  /** Has a file checked, bytes as they are: the server tells encodings apart. True when it could be read. */
  async check(file: File, language: Language): Promise<boolean> {
    const bytes = new Blob([file], { type: 'text/csv' });
    const read = await this.attempt(() => this.api.call(this.routes.create, { query: { fileName: file.name }, file: bytes }));
    const made = this.held();
    return read && made !== undefined && this.face().spoken && made.language !== language ? this.change({ language }) : read;
  }

  /** Reads the columns in another way, or rows without a language in another one. */
  async change(change: { mapping?: AnyImport['mapping']; language?: Language }): Promise<boolean> {
    const made = this.held();
    if (!made) return false;
    return this.attempt(() => this.api.call(this.routes.change, { params: { id: made.id }, body: { ...change, attributes: { etag: made.attributes.etag } } }));
  }

  /** Starts, pauses, resumes or cancels. */
  async steer(command: Command): Promise<boolean> {
    const made = this.held();
    return made !== undefined && this.attempt(() => this.api.call(this.routes[command], { params: { id: made.id } }));
  }

  /** Reads again after something changed; a failure keeps what is shown. */
  async refresh(): Promise<void> {
    const made = this.held();
    const turn = this.turn;
    if (!made || this.working()) return;
    const read = await this.api.call(this.routes.get, { params: { id: made.id } }).catch(() => undefined);
    if (read && turn === this.turn) this.held.set(read);
  }

  private get routes(): ImportRoutes {
    return this.face().routes;
  }

  private async attempt(work: () => Promise<AnyImport>): Promise<boolean> {
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
