import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { listIncentives } from '@tandem/incentives-contract';
import type { IncentiveProgramView, IncentiveView } from '@tandem/incentives-contract';
import { ApiClient, ApiFault, Browser, BusinessClock, LiveUpdates, overtaken, Session } from '@tandem/platform-admin';
import { attentionOf } from './attention';
import type { Attention } from './attention';

const HOUR = 3_600_000;

/** An incentive that needs somebody, and for what. */
export interface Waiting {
  readonly incentive: IncentiveView;
  readonly attention: Attention;
}

/** The incentives of the own organisation, read once for page, menu and overview, and kept up to date for all of them. */
@Injectable({ providedIn: 'root' })
export class OwnIncentives {
  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  private readonly browser = inject(Browser);
  private readonly clock = inject(BusinessClock);
  private readonly known = signal<readonly IncentiveProgramView[] | undefined>(undefined);
  /** Ids of those whose page somebody has opened, in this browser. */
  private readonly seen = signal<ReadonlySet<string>>(new Set());
  readonly fault = signal<ApiFault | null>(null);
  /** By program, the reseller's first; undefined: not read yet. */
  readonly programs = this.known.asReadonly();
  readonly waiting = computed((): Waiting[] =>
    (this.known() ?? []).flatMap(({ incentive }) => {
      if (!incentive) return [];
      const attention = attentionOf(incentive, { admin: this.session.may('incentive.accept', incentive.mpnId), appoints: this.session.may('incentive.appoint'), opened: this.isOpened(incentive.id), now: this.clock.now() });
      return attention ? [{ incentive, attention }] : [];
    }),
  );

  constructor() {
    const live = inject(LiveUpdates);
    live.refetch(['incentive', 'incentive_program', 'mpn_location', 'agreement_signature'], () => void this.read());
    live.refetch(['partner_user'], () => void this.follow());
    // Days go by while a page is open.
    const hour = computed(() => Math.floor(this.clock.now() / HOUR));
    effect(() => {
      hour();
      untracked(() => void this.read());
    });
  }

  async read(): Promise<void> {
    try {
      const { items } = await this.api.call(listIncentives);
      this.known.update((before) => items.map((item) => this.newer(item, before)));
      this.fault.set(null);
    } catch (fault) {
      if (!(fault instanceof ApiFault)) throw fault;
      this.fault.set(fault);
    }
  }

  /** What an act has answered with. */
  take(incentive: IncentiveView): void {
    this.known.update((before) => before?.map((item) => (item.program === incentive.program ? { ...item, incentive } : item)));
  }

  /** Its page was opened: the card on the overview has done its work (INC-07). */
  open(id: string): void {
    this.browser.remember(this.keyOf(id), 'yes');
    this.seen.update((before) => new Set(before).add(id));
  }

  private isOpened(id: string): boolean {
    return this.seen().has(id) || this.browser.remembered(this.keyOf(id)) !== null;
  }

  private keyOf(id: string): string {
    return `incentive-opened/${this.session.me().user.id}/${id}`;
  }

  /** Whoever has been appointed meanwhile may do more than when they signed in. */
  private async follow(): Promise<void> {
    await this.session.load().catch(() => undefined);
    await this.read();
  }

  private newer(item: IncentiveProgramView, before: readonly IncentiveProgramView[] | undefined): IncentiveProgramView {
    const incentive = before?.find(({ program }) => program === item.program)?.incentive;
    return item.incentive && incentive && overtaken(item.incentive, incentive) ? { ...item, incentive } : item;
  }
}
