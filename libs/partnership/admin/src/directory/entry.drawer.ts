import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { DESCRIPTION_LIMIT, indirectProviderTimeline, listDirectoryCandidates, PROVIDER_SERVICES } from '@tandem/partnership-contract';
import type { DirectoryCandidate, IndirectProvider, ProviderService } from '@tandem/partnership-contract';
import { ApiClient, ApiFault, Drawer, FaultWords, Field, Icon, Note, Stale, storyOf, Timeline, Words, Writes } from '@tandem/platform-admin';
import type { Fault } from '@tandem/platform-contract';
import { EntryForm } from './entry-form';
import type { EntryField } from './entry-form';

/** An entry of the provider directory as the operator writes it (DIR-02); none makes a new one for a provider that has none. */
@Component({
  selector: 'td-entry-drawer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Drawer, Field, FormField, Icon, Note, Stale, Timeline, Writes],
  providers: [EntryForm],
  templateUrl: './entry.drawer.html',
  styleUrl: './entry.drawer.css',
  host: { '(keydown.control.enter)': 'save()', '(keydown.meta.enter)': 'save()' },
})
export class EntryDrawer {
  readonly entry = input<IndirectProvider | null>(null);
  readonly closed = output();
  readonly saved = output();

  protected readonly words = inject(Words);
  protected readonly entryForm = inject(EntryForm);
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  protected readonly limit = DESCRIPTION_LIMIT;
  protected readonly services = PROVIDER_SERVICES;
  /** Providers without an entry; undefined while they are read. */
  protected readonly candidates = signal<readonly DirectoryCandidate[] | undefined>(undefined);
  protected readonly busy = signal(false);
  protected readonly failure = signal<unknown>(null);
  protected readonly label = computed(() => this.entry()?.name ?? this.words.t('partnership.directory.new'));
  protected readonly differences = computed(() => this.entryForm.differences((field) => this.words.t(`partnership.directory.fields.${field}`), (value) => this.wordOf(value)));
  protected readonly sentence = computed(() => (this.failure() === null ? '' : this.faults.say(this.failure())));
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
    if (this.entryForm.wrong().includes(field)) return this.words.t(`partnership.directory.wrong.${field}`);
    const fault = this.refused(field);
    return fault ? this.faults.of(fault) : '';
  }

  /** The rule by which the server said no to a field. */
  protected ruleOf(field: EntryField): string | undefined {
    return this.refused(field)?.rule;
  }

  protected tick(service: ProviderService): void {
    this.entryForm.tick(service);
  }

  protected async save(): Promise<void> {
    if (this.busy()) return;
    this.failure.set(null);
    if (!this.entryForm.complete()) return;
    this.busy.set(true);
    await this.entryForm.save().then(
      () => this.saved.emit(),
      (fault: unknown) => this.refuse(fault),
    );
    this.busy.set(false);
  }

  /** Takes what somebody else has saved; what was typed is given up. */
  protected reload(): void {
    this.entryForm.take(this.entryForm.theirs()?.entry ?? null);
  }

  /** Saves what is typed over what somebody else has saved. */
  protected async keep(): Promise<void> {
    this.entryForm.keepMine();
    await this.save();
  }

  /** A version of somebody else's is read, so that both can be compared; every other refusal is said. */
  private async refuse(fault: unknown): Promise<void> {
    if (fault instanceof ApiFault && fault.reason === 'STALE') await this.entryForm.readTheirs().catch(() => this.failure.set(fault));
    else this.failure.set(fault);
  }

  private wordOf(value: unknown): string {
    if (Array.isArray(value)) return value.map((service) => this.words.t(`partnership.services.${String(service)}`)).join(', ');
    return typeof value === 'boolean' ? this.words.t(value ? 'partnership.directory.listed' : 'partnership.directory.hidden') : String(value);
  }

  private refused(field: EntryField): Fault | undefined {
    const failure = this.failure();
    return failure instanceof ApiFault ? failure.faults.find((one) => one.field?.split('.')[0] === field) : undefined;
  }

  private async readCandidates(): Promise<void> {
    await this.api.call(listDirectoryCandidates).then(
      ({ items }) => this.candidates.set(items),
      (fault: unknown) => this.failure.set(fault),
    );
  }
}
