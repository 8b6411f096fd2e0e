import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import { FormField, form, maxLength } from '@angular/forms/signals';
import { getPartner, HALT_REASON_LIMIT, partnerTimeline, restrictPartner, suspendPartner } from '@tandem/identity-contract';
import type { PartnerView } from '@tandem/identity-contract';
import { ApiClient, Ask, FaultWords, Field, Icon, Note, RecordSheet, storyOf, When, Words, Writes } from '@tandem/platform-admin';
import type { Effect } from '@tandem/platform-admin';
import { lookOfPartner } from './look-of-partner';

/** What the operator is about to stop. */
type Stop = 'suspension' | 'restriction';

/** One partner in the side panel: its programs and people; suspending and restricting it, and lifting that. */
@Component({
  selector: 'td-organisation-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Ask, Field, FormField, Icon, Note, RecordSheet, Writes],
  templateUrl: './organisation.panel.html',
})
export class OrganisationPanel {
  readonly row = input.required<PartnerView>();
  readonly changed = output();
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly api = inject(ApiClient);
  private readonly faults = inject(FaultWords);
  protected readonly look = computed(() => lookOfPartner(this.row()));
  protected readonly directBill = computed(() => this.row().programs.some(({ program }) => program === 'direct_bill'));
  protected readonly moments = storyOf(this.row, () => this.api.call(partnerTimeline, { params: { id: this.row().id } })).moments;
  protected readonly people = signal<number | undefined>(undefined);
  protected readonly asked = signal<Stop | null>(null);
  protected readonly busy = signal(false);
  protected readonly failure = signal('');
  private readonly model = signal({ reason: '' });
  protected readonly fields = form(this.model, (path) => maxLength(path.reason, HALT_REASON_LIMIT));
  private readonly tried = signal(false);
  protected readonly missing = computed(() => (this.tried() && this.model().reason.trim() === '' ? this.words.t('reasons.REASON_REQUIRED') : ''));
  protected readonly effects = computed((): Effect[] => {
    const of = (tone: Effect['tone'], key: string, rule?: string): Effect => ({ tone, text: this.words.t(`organisations.effects.${key}`), ...(rule ? { rule } : {}) });
    if (this.asked() === 'restriction') return [of('bad', 'noPurchases', 'ORG-11'), of('bad', 'noCustomers'), of('ok', 'seatsStay')];
    return [of('bad', 'nothingNew', 'ORG-10'), of('bad', 'told'), of('ok', 'managed'), of('ok', 'sessions')];
  });

  constructor() {
    effect(() => {
      const { id } = this.row();
      untracked(() => void this.api.call(getPartner, { params: { id } }).then(({ people }) => this.people.set(people), () => undefined));
    });
  }

  protected ask(stop: Stop): void {
    this.model.set({ reason: '' });
    this.tried.set(false);
    this.asked.set(stop);
  }

  protected async stop(stop: Stop): Promise<void> {
    this.tried.set(true);
    const reason = this.model().reason.trim();
    if (reason === '') return;
    await this.put(stop, true, reason);
    this.asked.set(null);
  }

  /** Stops something, or lifts that. */
  protected async put(stop: Stop, on: boolean, reason?: string): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.failure.set('');
    const params = { id: this.row().id };
    const call = stop === 'suspension' ? this.api.call(suspendPartner, { params, body: { suspended: on, reason } }) : this.api.call(restrictPartner, { params, body: { restricted: on, reason } });
    await call.then(
      () => this.changed.emit(),
      (fault: unknown) => this.failure.set(this.faults.say(fault)),
    );
    this.busy.set(false);
  }
}
