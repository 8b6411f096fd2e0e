import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { IncentiveView } from '@tandem/incentives-contract';
import { Help, Pill, Session, Why, Words, Writes } from '@tandem/platform-admin';
import { isOpen } from '../countdown/steps';
import { lookOfIncentive } from '../incentive-looks';

/** What an incentive is called, how it stands and for which location; and enrolling, which stays visible with its reason when it is not for whoever looks (INC-05). */
@Component({
  selector: 'td-incentive-head',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Help, Pill, Why, Writes],
  templateUrl: './incentive-head.html',
  styleUrl: './incentive-head.css',
})
export class IncentiveHead {
  readonly incentive = input.required<IncentiveView>();
  /** With its term. */
  readonly name = input.required<string>();
  /** Why enrolling has to wait; null: it can be done. */
  readonly hindrance = input.required<'not_invited' | 'role' | null>();
  /** Somebody wants to enroll, or to decline; neither is done yet. */
  readonly enrolled = output();
  readonly declined = output();
  protected readonly words = inject(Words);
  private readonly session = inject(Session);
  protected readonly look = computed(() => lookOfIncentive(this.incentive()));
  protected readonly open = computed(() => isOpen(this.incentive()));
  protected readonly appoints = computed(() => this.session.may('incentive.appoint'));
  protected readonly mayNotEnroll = computed(() => this.session.refusal('incentive.accept', this.incentive().mpnId));
}
