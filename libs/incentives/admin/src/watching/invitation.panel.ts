import { ChangeDetectionStrategy, Component, computed, effect, ElementRef, inject, input, output, signal, untracked } from '@angular/core';
import { getIncentiveInvitation, incentiveTimeline, resendIncentiveInvitation } from '@tandem/incentives-contract';
import type { IncentiveSummary, IncentiveView } from '@tandem/incentives-contract';
import { ApiClient, FaultWords, Icon, overtaken, RecordSheet, ResolveMail, storyOf, When, Words, Writes } from '@tandem/platform-admin';
import { grouped } from '../countdown/account';
import { Countdown } from '../countdown/countdown';
import { MailLine } from '../countdown/mail-line';
import { NeededSteps } from '../countdown/needed-steps';
import { NextMails } from '../countdown/next-mails';
import { lookOfIncentive, termOf } from '../incentive-looks';
import { resendable } from './incentive-row';
import { VerifyForm } from './verify.form';

/** One incentive in the side panel: as its partner sees it, with the profiles in full and what the operator finds of them. */
@Component({
  selector: 'td-invitation-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Countdown, Icon, MailLine, NeededSteps, NextMails, RecordSheet, ResolveMail, VerifyForm, Writes],
  templateUrl: './invitation.panel.html',
  styles: `
    td-countdown { --lead: 20px; display: grid; padding: 10px 0 12px; border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); }
    td-mail-line { display: block; margin-top: 12px; }
  `,
})
export class InvitationPanel {
  readonly row = input.required<IncentiveSummary>();
  readonly changed = output();
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly api = inject(ApiClient);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly faults = inject(FaultWords);
  /** With everything that is known of it; of another row than the open one: nothing yet. */
  private readonly read = signal<IncentiveView | undefined>(undefined);
  protected readonly full = computed(() => (this.read()?.id === this.row().id ? this.read() : undefined));
  protected readonly look = computed(() => lookOfIncentive(this.full() ?? this.row()));
  protected readonly line = computed(() => {
    const { program, mpnId } = this.row();
    const full = this.full();
    const name = full ? `${full.name[this.words.language()]} ${termOf(full.term)}` : this.words.t(`incentives.programs.${program}`);
    return mpnId ? `${name} · ${this.words.t('incentives.forLocation')} ${mpnId}` : `${name} · ${this.words.t('incentives.noLocation')}`;
  });
  protected readonly mayResend = computed(() => resendable([this.row()]).length > 0);
  protected readonly uncertain = computed(() => {
    const mail = this.row().lastDelivery;
    return mail?.state === 'uncertain' ? mail.id : '';
  });
  protected readonly moments = storyOf(this.row, () => this.api.call(incentiveTimeline, { params: { id: this.row().id } })).moments;
  protected readonly grouped = grouped;
  protected readonly busy = signal(false);
  protected readonly failure = signal('');

  constructor() {
    effect(() => {
      const { id } = this.row();
      untracked(() => void this.find(id));
    });
  }

  protected took(full: IncentiveView): void {
    this.read.set(full);
    this.changed.emit();
  }

  /** The form is gone with what it asked for: the focus stays in the panel. */
  protected verified(full: IncentiveView): void {
    this.took(full);
    this.host.closest<HTMLElement>('.panel')?.focus();
  }

  protected async resend(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.failure.set('');
    await this.api.call(resendIncentiveInvitation, { params: { id: this.row().id } }).then((full) => this.took(full), (fault: unknown) => this.failure.set(this.faults.say(fault)));
    this.busy.set(false);
  }

  private async find(id: string): Promise<void> {
    await this.api.call(getIncentiveInvitation, { params: { id } }).then(
      (full) => {
        if (!overtaken(full, this.read())) this.read.set(full);
      },
      (fault: unknown) => this.failure.set(this.faults.say(fault)),
    );
  }
}
