import { DomainError, mayFollow, newId } from '@tandem/platform-kernel';
import { ALERT_DAY, dueSlot, INVITATION_DAY, nextLook, onDay, openSlots, planIncentive } from './incentive-plan';
import type { IncentiveSchedule } from './incentive-plan';
import { termAt } from './incentive-program';
import type { IncentiveProgram } from './incentive-program.data';
import { readProfiles } from './incentive-profiles';
import type { GivenProfiles } from './incentive-profiles';
import { INCENTIVE_TRANSITIONS, refuseState } from './incentive-state';
import type { Block, IncentiveState } from './incentive-state';
import { IncentiveSchema } from './incentive.schema';
import type { Verification } from './incentive.schema';
import { changesAfter, RETRY_MS } from './mail-outcome';
import type { MailOutcome } from './mail-outcome';

/** That an invitation has not gone out: on day 25 somebody has to look, on day 30 it is late (TIM-07). */
export type Lateness = 'endangered' | 'overdue';

/** An incentive program as it concerns one organisation: its start, its mails, the enrollment, its years (SM-12). */
export class Incentive extends IncentiveSchema.class {
  /**
   * The clock starts (T0).
   * @param notBefore an instant before which nobody is mailed, within the 30 days.
   */
  static start(given: { organisationId: string; program: IncentiveProgram; startedAt: Date; schedule: IncentiveSchedule; notBefore?: Date }): Incentive {
    const { organisationId, program, startedAt, schedule, notBefore } = given;
    const incentive = Object.assign(new Incentive(), {
      ...{ id: newId(), organisationId, program, state: 'invitation_due', mpnId: null, startedAt, ...planIncentive(program, startedAt, schedule, notBefore) },
      ...{ reminderDays: [...schedule.reminderDays], invitedAt: null, blocked: null, retryAt: null, alertedAt: null, overdueAt: null, remindedDay: null },
      ...{ deliveryId: null, deliveryDay: null, mailedAt: null, underWay: false, nextAt: null },
      ...{ payout: null, tax: null, verification: null, submittedAt: null, submittedBy: null, enrolledAt: null, declinedAt: null, termEndsAt: null, endedAt: null },
    });
    incentive.plan();
    return incentive;
  }

  /** It was invited by other means, before; no mail follows. */
  invitedBefore(at: Date): void {
    this.invitedAt = at;
    this.become('invited');
  }

  /** Whether the invitation is late (TIM-07). It follows from the clock; the sweep only writes that it was noticed. */
  isOverdue(now: Date): boolean {
    return this.state === 'invitation_due' && now >= this.inviteDueAt;
  }

  /** What is to be noted of an invitation that has not gone out, once each (TIM-07). */
  noteLateness(now: Date): readonly Lateness[] {
    if (this.state !== 'invitation_due') return [];
    const noticed: Lateness[] = [];
    if (this.alertedAt === null && now >= onDay(this.startedAt, ALERT_DAY)) {
      this.alertedAt = now;
      noticed.push('endangered');
    }
    if (this.overdueAt === null && this.isOverdue(now)) {
      this.overdueAt = now;
      noticed.push('overdue');
    }
    this.plan();
    return noticed;
  }

  /** The day of the mail that is due, undefined when none is: the invitation, or of the reminders the newest that was missed (TIM-08). */
  dueMail(now: Date): number | undefined {
    if (this.underWay || (this.retryAt !== null && this.retryAt > now)) return undefined;
    if (this.state === 'invitation_due') return this.inviteAt <= now ? INVITATION_DAY : undefined;
    return dueSlot(this, now)?.day;
  }

  /** A mail was ordered for a day; slots before it are passed over. */
  order(day: number, deliveryId: string, now: Date): void {
    Object.assign(this, { deliveryId, deliveryDay: day, mailedAt: now, blocked: null, retryAt: null });
    if (day === INVITATION_DAY) this.underWay = true;
    else this.remindedDay = day;
    this.plan();
  }

  /** No mail can go out: it is tried again in a day. Says whether the reason is another one than before. */
  block(reason: Block, now: Date): boolean {
    const other = this.blocked !== reason;
    Object.assign(this, { blocked: reason, retryAt: new Date(now.getTime() + RETRY_MS) });
    this.plan();
    return other;
  }

  /** What kept a mail may be gone: it is tried at once. */
  tryAgain(): void {
    this.retryAt = null;
    this.plan();
  }

  /** After the window what was planned is void (TIM-08). */
  passSlots(now: Date): void {
    const last = now > this.enrollDueAt ? openSlots(this).at(-1) : undefined;
    if (last) this.remindedDay = last.day;
    this.plan();
  }

  /** Whether a mail that was ordered is still to be sent (INC-11). */
  awaits(deliveryId: string, now: Date): boolean {
    if (this.deliveryId !== deliveryId) return false;
    const reminder = this.deliveryDay !== null && this.deliveryDay !== INVITATION_DAY;
    return reminder ? this.state === 'invited' && now <= this.enrollDueAt : this.state === 'invitation_due' || this.state === 'invited';
  }

  /** Takes in what became of the newest mail; of others nothing follows. Says whether anything changed. */
  settle(outcome: MailOutcome, deliveryId: string, now: Date): boolean {
    const changes = this.deliveryId === deliveryId ? changesAfter(this, outcome, now) : undefined;
    if (!changes) return false;
    Object.assign(this, changes);
    this.plan();
    return true;
  }

  /** A repetition was ordered. */
  repeat(deliveryId: string, now: Date): void {
    Object.assign(this, { deliveryId, deliveryDay: null, mailedAt: now, blocked: null, retryAt: null });
    this.plan();
  }

  /** Saves one profile or both; what is left out stays. @throws DomainError NOT_INVITED, INCENTIVE_LOCKED (SM-12), what `readProfiles` refuses (INC-08). */
  saveProfiles(given: GivenProfiles): readonly ('payout' | 'tax')[] {
    this.requireOpen();
    const { payout, tax } = readProfiles(given);
    if (payout) this.payout = payout;
    if (tax) this.tax = tax;
    return [...(payout ? (['payout'] as const) : []), ...(tax ? (['tax'] as const) : [])];
  }

  /** Submits the enrollment for a location. @throws DomainError NOT_INVITED, INCENTIVE_LOCKED (SM-12), PROFILES_MISSING (INC-08). */
  submit(given: { mpnId: string; by: string; now: Date }): void {
    this.requireOpen();
    if (this.payout === null || this.tax === null) {
      throw new DomainError({ rule: 'INC-08', reason: 'PROFILES_MISSING', kind: 'invalid', field: this.payout === null ? 'payout' : 'tax' });
    }
    this.become('submitted');
    Object.assign(this, { mpnId: given.mpnId, submittedAt: given.now, submittedBy: given.by });
  }

  /** @throws DomainError NOT_INVITED, INCENTIVE_LOCKED (SM-12). */
  decline(now: Date): void {
    this.requireOpen();
    this.become('declined');
    this.declinedAt = now;
  }

  /** What the operator found: with both profiles verified the partner is enrolled (INC-08). @throws DomainError NOT_SUBMITTED, VERIFICATION_NOTE_REQUIRED. */
  verify({ payout, tax, note = '' }: Pick<Verification, 'payout' | 'tax'> & { readonly note?: string | undefined }, now: Date): void {
    if (this.state !== 'submitted') refuseState('NOT_SUBMITTED', this.state);
    const right = payout === 'verified' && tax === 'verified';
    if (!right && note.trim() === '') throw new DomainError({ rule: 'INC-08', reason: 'VERIFICATION_NOTE_REQUIRED', kind: 'invalid', field: 'note' });
    this.become(right ? 'enrolled' : 'action_required');
    this.verification = { payout, tax, ...(note.trim() === '' ? {} : { note: note.trim() }), at: now.toISOString() };
    if (right) Object.assign(this, { enrolledAt: now, termEndsAt: termAt(this.program, now).endsAt });
    this.plan();
  }

  /** At the end of its term an enrolled incentive goes on by itself while the program is held, and ends otherwise (INC-09); undefined before. */
  turnYear(now: Date, held: boolean): 'rolled_over' | 'ended' | undefined {
    if (this.termEndsAt === null || this.endedAt !== null || now < this.termEndsAt) return undefined;
    if (held) this.termEndsAt = termAt(this.program, now).endsAt;
    else this.endedAt = now;
    this.plan();
    return held ? 'rolled_over' : 'ended';
  }

  private requireOpen(): void {
    if (this.state === 'invitation_due') refuseState('NOT_INVITED', this.state);
    if (this.state !== 'invited' && this.state !== 'action_required') refuseState('INCENTIVE_LOCKED', this.state);
  }

  private become(state: IncentiveState): void {
    if (!mayFollow(INCENTIVE_TRANSITIONS, this.state, state)) refuseState('INCENTIVE_LOCKED', this.state);
    this.state = state;
    this.plan();
  }

  /** Says when the sweep has to look next. */
  private plan(): void {
    this.nextAt = nextLook(this);
  }
}

IncentiveSchema.setClass(Incentive);
