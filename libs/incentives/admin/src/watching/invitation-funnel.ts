import { ChangeDetectionStrategy, Component, computed, effect, ElementRef, inject, signal, untracked, viewChild } from '@angular/core';
import { INCENTIVE_PROGRAMS, incentiveFunnel } from '@tandem/incentives-contract';
import type { IncentiveFunnel, IncentiveProgram } from '@tandem/incentives-contract';
import { ApiClient, ApiFault, BusinessClock, FaultWords, Icon, LiveUpdates, Words } from '@tandem/platform-admin';
import { firstDay, FUNNEL_DAYS, FUNNEL_STEPS, stepsOf } from './funnel-steps';

const UTC_DAY = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;

/** How far the incentives of a program came that started in a period: a table with a bar in each row. */
@Component({
  selector: 'td-invitation-funnel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  templateUrl: './invitation-funnel.html',
  styleUrl: './invitation-funnel.css',
})
export class InvitationFunnel {
  protected readonly words = inject(Words);
  protected readonly faults = inject(FaultWords);
  private readonly api = inject(ApiClient);
  private readonly clock = inject(BusinessClock);
  private readonly head = viewChild.required<ElementRef<HTMLElement>>('head');
  protected readonly programs = INCENTIVE_PROGRAMS;
  protected readonly periods = FUNNEL_DAYS;
  protected readonly program = signal<IncentiveProgram>('reseller');
  protected readonly days = signal<(typeof FUNNEL_DAYS)[number]>(90);
  protected readonly funnel = signal<IncentiveFunnel | undefined>(undefined);
  protected readonly fault = signal<ApiFault | null>(null);
  protected readonly busy = signal(true);
  /** Rows stand there before their numbers do: what lies below must not move. */
  protected readonly rows = computed(() => {
    const funnel = this.funnel();
    return funnel ? stepsOf(funnel) : FUNNEL_STEPS.map((step) => ({ step, count: undefined, length: 0, percent: null }));
  });
  private readonly from = computed(() => firstDay(this.clock.now(), this.days()));
  private turn = 0;

  constructor() {
    inject(LiveUpdates).refetch(['incentive'], () => void this.read());
    effect(() => {
      this.program();
      this.from();
      untracked(() => void this.read());
    });
  }

  /** "31 Aug – 28 Nov 2026"; days are UTC, as they are counted. */
  protected span({ from, until }: IncentiveFunnel): string {
    return new Intl.DateTimeFormat(this.words.locale(), UTC_DAY).formatRange(new Date(from), new Date(until));
  }

  protected share(percent: number | null): string {
    return percent === null ? '–' : new Intl.NumberFormat(this.words.locale(), { style: 'percent' }).format(percent / 100);
  }

  /** Tries once more; the button goes when that works, so the focus moves to the heading. */
  protected async again(): Promise<void> {
    await this.read();
    if (!this.fault()) this.head().nativeElement.focus();
  }

  /** Today is the server's, so that a clock that runs behind leaves nothing out. */
  private async read(): Promise<void> {
    const turn = ++this.turn;
    this.busy.set(true);
    try {
      const funnel = await this.api.call(incentiveFunnel, { params: { program: this.program() }, query: { from: this.from() } });
      if (turn !== this.turn) return;
      this.funnel.set(funnel);
      this.fault.set(null);
    } catch (fault) {
      if (!(fault instanceof ApiFault)) throw fault;
      if (turn === this.turn) this.fault.set(fault);
    }
    if (turn === this.turn) this.busy.set(false);
  }
}
