import { signal } from '@angular/core';
import { addSavedView, changeSavedView, listSavedViews, removeSavedView } from '@tandem/platform-contract';
import type { SavedView } from '@tandem/platform-contract';
import type { ApiClient } from '../api/api-client';

/** The views of one page that the signed-in person has saved, on the server. Every change throws what the API refuses. */
export class OwnViews {
  private readonly kept = signal<readonly SavedView[]>([]);
  /** Oldest first. */
  readonly all = this.kept.asReadonly();

  constructor(
    private readonly api: ApiClient,
    readonly page: string,
  ) {}

  /** Views are an extra: a list stands without them. */
  async read(): Promise<void> {
    await this.api.call(listSavedViews, { query: { page: this.page } }).then(
      ({ items }) => this.kept.set(items),
      () => undefined,
    );
  }

  async add(name: string, query: string): Promise<SavedView> {
    const view = await this.api.call(addSavedView, { body: { page: this.page, name, query } });
    this.kept.update((views) => [...views, view]);
    return view;
  }

  /** Gives a view another name or another state of the list. */
  async change(view: SavedView, { name = view.name, query = view.query }: { name?: string; query?: string }): Promise<void> {
    const changed = await this.api.call(changeSavedView, { params: { id: view.id }, body: { name, query }, ...(view.attributes.etag ? { etag: view.attributes.etag } : {}) });
    this.kept.update((views) => views.map((other) => (other.id === view.id ? changed : other)));
  }

  async remove({ id }: SavedView): Promise<void> {
    await this.api.call(removeSavedView, { params: { id } });
    this.kept.update((views) => views.filter((other) => other.id !== id));
  }
}
