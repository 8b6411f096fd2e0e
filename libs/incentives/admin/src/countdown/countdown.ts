import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { IncentiveView } from '@tandem/incentives-contract';
import { BusinessClock, Icon, When, Words } from '@tandem/platform-admin';
import { hasWindow, phaseOf, toneOf } from './phase';
import { WindowRuler } from './window-ruler';

/** How long the check of a submission takes at most (INC-08), in milliseconds. */
const CHECKED_WITHIN = 48 * 3_600_000;

/** How much time is left, or what stands in its place: large, until when, what that means, and the window as a ruler. */
@Component({
  selector: 'td-countdown',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, WindowRuler],
  template: `
    <div class="big" [class]="tone()">
      <h2>{{ lead() }}</h2>
      @if (until()) {<span class="until">{{ until() }}</span>}
      <ng-content />
    </div>
    @if (explained()) {
      <p class="sm means"><td-icon class="s" [class]="tone() || 't2'" [name]="icon()" /><span>{{ words.t('incentives.lead.' + phase() + 'Text', { due: when.full(incentive().inviteDueAt) }) }} @if (because()) {{{ because() }}}</span></p>
    }
    @if (drawn()) {
      <td-window-ruler [incentive]="incentive()" [tone]="tone()" />
    }
  `,
  styleUrl: './countdown.css',
})
export class Countdown {
  readonly incentive = input.required<IncentiveView>();
  /** For the operator: what the partner has to do or wait for is not said. */
  readonly watched = input(false);
  protected readonly words = inject(Words);
  protected readonly when = inject(When);
  private readonly clock = inject(BusinessClock);
  protected readonly phase = computed(() => phaseOf(this.incentive(), this.clock.now()));
  protected readonly tone = computed(() => toneOf(this.phase()));
  protected readonly drawn = computed(() => hasWindow(this.phase()));
  protected readonly explained = computed(() => this.words.has(`incentives.lead.${this.phase()}Text`) && (!this.watched() || ['blocked', 'overdue'].includes(this.phase())));
  protected readonly icon = computed(() => (this.tone() === 'bad' ? 'circle-alert' : this.tone() === 'warn' ? 'clock-fading' : 'info'));
  /** In words, since colour alone says nothing. */
  protected readonly lead = computed(() => {
    const { daysLeft } = this.incentive();
    const phase = this.phase();
    if (phase === 'last' && daysLeft <= 0) return this.words.t('incentives.lead.today');
    return phase === 'open' || phase === 'soon' || phase === 'last' ? this.words.count('incentives.lead.left', daysLeft) : this.words.t(`incentives.lead.${phase}`);
  });
  protected readonly until = computed(() => {
    const one = this.incentive();
    switch (this.phase()) {
      case 'open':
      case 'soon':
      case 'last':
        return this.words.t('incentives.lead.until', { at: this.when.full(one.enrollDueAt) });
      case 'due':
        return this.words.t(Date.parse(one.inviteAt) > this.clock.now() ? 'incentives.lead.comes' : 'incentives.lead.dueBy', { at: this.when.full(one.inviteAt), by: this.when.full(one.inviteDueAt) });
      case 'blocked':
        return this.words.t('incentives.lead.dueBy', { by: this.when.full(one.inviteDueAt) });
      case 'overdue':
        return this.words.t('incentives.lead.since', { at: this.when.full(one.inviteDueAt) });
      case 'passed':
        return this.words.t('incentives.lead.since', { at: this.when.full(one.enrollDueAt) });
      case 'submitted':
        return this.words.t('incentives.lead.checked', { by: this.when.full(one.submittedAt && new Date(Date.parse(one.submittedAt) + CHECKED_WITHIN).toISOString()) });
      default:
        return this.words.t('incentives.lead.since', { at: this.when.full(one.endedAt ?? one.enrolledAt ?? one.declinedAt ?? one.verification?.at) });
    }
  });
  /** What keeps the invitation and what lets it go; what the operator wrote. */
  protected readonly because = computed(() => {
    const { blocked, verification } = this.incentive();
    if (this.phase() === 'action_required') return verification?.note ? this.words.t('incentives.lead.note', { note: verification.note }) : '';
    return blocked ? this.words.t(`incentives.blocks.${blocked}.text`) : '';
  });
}
