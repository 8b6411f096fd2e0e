import { ChangeDetectionStrategy, Component, computed, inject, output, signal } from '@angular/core';
import { FormField, form } from '@angular/forms/signals';
import { markOffboarding, OFFBOARDING_REASON_LIMIT } from '@tandem/enrollment-contract';
import { listPartners } from '@tandem/identity-contract';
import type { PartnerView } from '@tandem/identity-contract';
import { ApiClient, DrawerForm, Field, Note, saving, Words } from '@tandem/platform-admin';

/** Partners that a search shows; who is not among them is named more exactly. */
const SHOWN = 8;
const PAUSE = 250;

/** Marks one direct-bill partner: found by name or domain, with the reason that it will read. */
@Component({
  selector: 'td-mark-drawer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DrawerForm, Field, FormField, Note],
  templateUrl: './mark.drawer.html',
  styleUrl: './mark.drawer.css',
})
export class MarkDrawer {
  readonly closed = output();
  readonly marked = output<{ readonly id: string; readonly name: string }>();
  protected readonly words = inject(Words);
  private readonly api = inject(ApiClient);
  protected readonly limit = OFFBOARDING_REASON_LIMIT;
  private readonly model = signal({ search: '', reason: '' });
  protected readonly fields = form(this.model);
  /** Those that the search finds; undefined while they are looked for. */
  protected readonly found = signal<readonly PartnerView[] | undefined>(undefined);
  protected readonly chosen = signal<PartnerView | null>(null);
  protected readonly saving = saving({ fields: ['reason'], places: { OFFBOARDING_REASON_REQUIRED: 'reason' } });
  protected readonly dirty = (): boolean => this.model().reason.trim() !== '' || this.chosen() !== null;
  protected readonly noPartner = computed(() => (this.chosen() === null && this.saving.refusals() > 0 ? this.words.t('offboarding.chooseFirst') : ''));
  private turn = 0;

  constructor() {
    void this.look();
  }

  /** Looks again shortly after the last letter; a slow answer to an older question is dropped. */
  protected async look(): Promise<void> {
    const turn = (this.turn += 1);
    const search = this.model().search.trim();
    if (search !== '') await new Promise((done) => setTimeout(done, PAUSE));
    if (turn !== this.turn) return;
    const { items } = await this.api.call(listPartners, { query: { program: 'direct_bill', size: SHOWN, ...(search === '' ? {} : { search }) } }).catch((fault: unknown) => (this.saving.fail(fault), { items: [] }));
    // Who is a reseller already has nothing to become.
    if (turn === this.turn) this.found.set(items.filter(({ programs }) => !programs.some(({ program }) => program === 'indirect_reseller')));
  }

  protected wrong(): string {
    return this.saving.wrong('reason', this.model().reason.trim() === '' ? this.words.t('reasons.OFFBOARDING_REASON_REQUIRED') : '');
  }

  protected async save(): Promise<void> {
    const partner = this.chosen();
    const reason = this.model().reason.trim();
    await this.saving.run(async () => {
      if (!partner) return;
      await this.api.call(markOffboarding, { params: { id: partner.id }, body: { identified: true, reason } });
      this.marked.emit({ id: partner.id, name: partner.name });
    }, partner !== null && reason !== '');
  }
}
