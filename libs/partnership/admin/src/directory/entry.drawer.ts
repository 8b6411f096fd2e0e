import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { DESCRIPTION_LIMIT, indirectProviderTimeline, listDirectoryCandidates, PROVIDER_SERVICES } from '@tandem/partnership-contract';
import type { DirectoryCandidate, IndirectProvider, ProviderService } from '@tandem/partnership-contract';
import { ApiClient, DrawerForm, Field, Icon, Note, saving, storyOf, Timeline, Words } from '@tandem/platform-admin';
import { ENTRY_FIELDS, EntryForm } from './entry-form';
import type { EntryField } from './entry-form';

/** An entry of the provider directory as the operator writes it (DIR-02); none makes a new one for a provider that has none. */
@Component({
  selector: 'td-entry-drawer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DrawerForm, Field, FormField, Icon, Note, Timeline],
  providers: [EntryForm],
  templateUrl: './entry.drawer.html',
  styleUrl: './entry.drawer.css',
})
export class EntryDrawer {
  readonly entry = input<IndirectProvider | null>(null);
  readonly closed = output();
  readonly saved = output();

  protected readonly words = inject(Words);
  protected readonly entryForm = inject(EntryForm);
  private readonly api = inject(ApiClient);
  protected readonly limit = DESCRIPTION_LIMIT;
  protected readonly services = PROVIDER_SERVICES;
  /** Providers without an entry; undefined while they are read. */
  protected readonly candidates = signal<readonly DirectoryCandidate[] | undefined>(undefined);
  protected readonly saving = saving<IndirectProvider>({ fields: ENTRY_FIELDS, newest: () => this.entryForm.newest() });
  protected readonly label = computed(() => this.entry()?.name ?? this.words.t('partnership.directory.new'));
  protected readonly differences = computed(() => this.entryForm.differences(this.saving.newer()?.record, (field) => this.words.t(`partnership.directory.fields.${field}`), (value) => this.wordOf(value)));
  protected readonly moments = storyOf(this.entry, async () => {
    const entry = this.entry();
    return entry ? this.api.call(indirectProviderTimeline, { params: { id: entry.id } }) : { items: [] };
  }).moments;

  constructor() {
    effect(() => {
      const entry = this.entry();
      untracked(() => {
        // Another version of the same entry came in while it is edited: what was typed stays, saving says that it is stale.
        if (entry && entry.id === this.entryForm.editing()?.id) return;
        this.entryForm.take(entry);
        if (!entry) void this.readCandidates();
      });
    });
  }

  /** What is wrong with a field: after the first try to save, and whatever the server said of it. */
  protected wrong(field: EntryField): string {
    return this.saving.wrong(field, this.entryForm.wrong().includes(field) ? this.words.t(`partnership.directory.wrong.${field}`) : '');
  }

  protected tick(service: ProviderService): void {
    this.entryForm.tick(service);
  }

  protected save(): Promise<boolean> {
    return this.saving.run(async () => {
      await this.entryForm.save();
      this.saved.emit();
    }, this.entryForm.complete());
  }

  /** Takes what somebody else has saved; what was typed is given up. */
  protected reload(): void {
    this.entryForm.take(this.saving.newer()?.record ?? null);
    this.saving.reset();
  }

  /** Saves what is typed over what somebody else has saved. */
  protected keep(): Promise<boolean> {
    const newer = this.saving.newer();
    if (newer) this.entryForm.goOnFrom(newer.record);
    this.saving.reset();
    return this.save();
  }

  private wordOf(value: unknown): string {
    if (Array.isArray(value)) return value.map((service) => this.words.t(`partnership.services.${String(service)}`)).join(', ');
    return typeof value === 'boolean' ? this.words.t(value ? 'partnership.directory.listed' : 'partnership.directory.hidden') : String(value);
  }

  private async readCandidates(): Promise<void> {
    await this.api.call(listDirectoryCandidates).then(
      ({ items }) => this.candidates.set(items),
      (fault: unknown) => this.saving.fail(fault),
    );
  }
}
