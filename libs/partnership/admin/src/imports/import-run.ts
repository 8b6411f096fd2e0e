import { computed, signal } from '@angular/core';
import type { ImportRoutes } from '@tandem/partnership-contract';
import type { ApiClient, Language } from '@tandem/platform-admin';
import type { AnyImport, ImportFace } from './import-face';

/** What can be done with an import as a whole. */
export type Command = 'start' | 'pause' | 'resume' | 'cancel';

/** One import as a person works on it: read, mapped, started, watched. What is asked for goes out one after the other, each on what the one before made. */
export class ImportRun {
  private readonly held = signal<AnyImport | undefined>(undefined);
  private readonly earlier = signal<readonly AnyImport[]>([]);
  private readonly failure = signal<unknown>(null);
  private readonly working = signal(false);
  private turn = 0;
  /** The file that is worked on; another one makes what is still asked of the former pointless. */
  private file = 0;
  private waiting = 0;
  private last: Promise<unknown> = Promise.resolve();

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
    this.file += 1;
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
    return read && made !== undefined && this.face().spoken && made.language !== language ? this.speak(language) : read;
  }

  /** Reads one of the columns in another way; none is the empty name. */
  map(field: string, column: string): Promise<boolean> {
    return this.change(({ mapping }) => ({ mapping: { ...mapping, [field]: column } }));
  }

  /** Takes rows without a language for another one. */
  speak(language: Language): Promise<boolean> {
    return this.change(() => ({ language }));
  }

  /** Starts, pauses, resumes or cancels. */
  steer(command: Command): Promise<boolean> {
    return this.onward((made) => this.api.call(this.routes[command], { params: { id: made.id } }));
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

  private change(of: (made: AnyImport) => { mapping?: AnyImport['mapping']; language?: Language }): Promise<boolean> {
    return this.onward((made) => this.api.call(this.routes.change, { params: { id: made.id }, body: { ...of(made), attributes: { etag: made.attributes.etag } } }));
  }

  /** Does something with the import as it stands when its turn comes. */
  private onward(work: (made: AnyImport) => Promise<AnyImport>): Promise<boolean> {
    return this.attempt(() => {
      const made = this.held();
      return made ? work(made) : Promise.resolve(undefined);
    });
  }

  private async attempt(work: () => Promise<AnyImport | undefined>): Promise<boolean> {
    const { file } = this;
    this.turn += 1;
    this.waiting += 1;
    this.working.set(true);
    this.failure.set(null);
    const mine = this.last.then(() => (file === this.file ? work() : undefined));
    this.last = mine.catch(() => undefined);
    try {
      const made = await mine;
      if (made && file === this.file) this.held.set(made);
      return made !== undefined;
    } catch (error) {
      if (file === this.file) this.failure.set(error);
      return false;
    } finally {
      this.waiting -= 1;
      if (this.waiting === 0) this.working.set(false);
    }
  }
}
