import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { getIndirectProvider, indirectProviderTimeline } from '@tandem/partnership-contract';
import type { IndirectProvider } from '@tandem/partnership-contract';
import { ApiClient, ApiFault, Icon, LiveUpdates, NoPermission, Note, Pill, Session, Skeleton, storyOf, Timeline, Unreadable, Words } from '@tandem/platform-admin';

/** A provider's own entry in the directory: to read; whoever wants it changed learns whom to ask (DIR-02). */
@Component({
  selector: 'td-own-entry-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, NoPermission, Note, Pill, Skeleton, Timeline, Unreadable],
  templateUrl: './own-entry.page.html',
})
export class OwnEntryPage {
  protected readonly words = inject(Words);
  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  protected readonly refusal = this.session.refusal('directory.own') ?? (this.session.holds('indirect_provider') ? null : ({ reason: 'PROGRAM_MISSING', roles: [], programs: ['indirect_provider'] } as const));
  /** Null: there is none; undefined: not read yet. */
  protected readonly entry = signal<IndirectProvider | null | undefined>(undefined);
  protected readonly fault = signal<ApiFault | null>(null);
  protected readonly services = computed(() => (this.entry()?.services ?? []).map((service) => this.words.t(`partnership.services.${service}`)).join(', '));
  protected readonly countries = computed(() => (this.entry()?.countries ?? []).map((code) => this.words.country(code)).join(', '));
  private readonly params = { id: this.session.me().organisation.id };
  protected readonly moments = storyOf(this.entry, async () => (this.entry() ? this.api.call(indirectProviderTimeline, { params: this.params }) : { items: [] })).moments;

  constructor() {
    if (this.refusal) return;
    inject(LiveUpdates).refetch(['directory_entry'], () => void this.read());
    void this.read();
  }

  protected async read(): Promise<void> {
    try {
      this.entry.set(await this.api.call(getIndirectProvider, { params: this.params }));
      this.fault.set(null);
    } catch (fault) {
      if (fault instanceof ApiFault && fault.status === 404) this.entry.set(null);
      else if (fault instanceof ApiFault) this.fault.set(fault);
      else throw fault;
    }
  }
}
