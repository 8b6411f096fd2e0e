import { DomainError } from '@tandem/platform-kernel';
import { INVITATION_TRANSITIONS, OPEN_STATES, stateAt } from './invitation-state';
import type { InvitationState } from './invitation-state';
import { expiryOf, fieldsOfDraft } from './invitation-input';
import type { InvitationChange, NewInvitation, Renewal } from './invitation-input';
import { mendLink, refusalsOfText, replaceLink } from './invitation-text';
import { InvitationSchema } from './invitation.schema';
import { refusalOfAddressee, refusalOfRecipient, refusalOfSubject } from './recipient';
import { refuse } from './refuse';
import { dueReminder, openReminders } from './reminder-plan';
import type { ReminderSlot } from './reminder-plan';

const DAY = 86_400_000;
/** How long a remembered invitation lives on once its organisation may answer it. */
const DAYS_AFTER_ACTIVATION = 30;

/** A tracked request with a personal link (SM-5). The link of the present generation is live until the invitation ends. */
export class Invitation extends InvitationSchema.class {
  /** A draft whose link is live at once; its text follows by `edit`, because it has to contain the link. */
  static draft(given: NewInvitation, now: Date): Invitation {
    refuse([given.email ? refusalOfRecipient(given.email) : undefined]);
    return Object.assign(new Invitation(), fieldsOfDraft(given, now));
  }

  /** The state at an instant: an open one ends when the link's time is up (half-open: at `expiresAt` it is over). */
  stateAt(now: Date): InvitationState {
    return stateAt(this, now);
  }

  /** Changes recipient, language, validity or text. A text without the link may be saved (INV-04 refuses it when it is sent). */
  edit({ email, language, validDays, subject, body }: InvitationChange, url: string, now: Date): void {
    this.expect(['draft', 'issued', 'delivery_failed', 'expired'], now);
    refuse([email ? refusalOfRecipient(email) : undefined, subject === undefined ? undefined : refusalOfSubject(subject)]);
    this.email = email === undefined ? this.email : email || null;
    this.language = language ?? this.language;
    this.subject = subject ?? this.subject;
    this.body = body === undefined ? this.body : mendLink(body, url);
    this.validDays = validDays ?? this.validDays;
    // Of a link that is out already the end is known to others; it moves with the next sending.
    if (validDays !== undefined && this.stateAt(now) === 'draft') this.expiresAt = expiryOf(validDays, now);
  }

  /** Makes it due for mailing; all that keeps it from being sent is said at once (INV-04, INV-05, INV-10). */
  send(url: string, now: Date): void {
    this.expect(['draft', 'issued', 'delivery_failed'], now);
    this.queue(this.body, url, now);
    this.runAnew(this.validDays, now);
  }

  /** The delivery that carries the present link; outcomes of older ones do not count any more. */
  carriedBy(deliveryId: string): void {
    this.deliveryId = deliveryId;
  }

  /** The inviter sent it by own means, so no mail goes out for it (EML-12). A second time changes nothing. */
  issue(now: Date): void {
    this.expect(['draft', 'delivery_failed', 'issued'], now);
    if (this.state !== 'issued') this.runAnew(this.validDays, now);
    this.state = 'issued';
    this.deliveryId = null;
  }

  /**
   * Makes a new link in the place of the old one, which is dead at once, and renews the expiry. It goes out the way
   * the last one went: by the system (answers true: a mail is due), by the inviter's own means (EML-12), or not at all for a draft.
   */
  renew({ urlOf, linkKey, days }: Renewal, now: Date): boolean {
    this.expect([...OPEN_STATES, 'expired'], now);
    const mailed = this.state !== 'draft' && this.state !== 'issued';
    const next = { id: this.id, generation: this.generation + 1, linkKey };
    const body = replaceLink(this.body, urlOf(this), urlOf(next));
    if (mailed) this.queue(body, urlOf(next), now);
    this.body = body;
    this.generation = next.generation;
    this.linkKey = linkKey;
    this.runAnew(this.validDays ?? days, now);
    this.expiryNoted = false;
    this.viewedAt = this.renewalRequestedAt = this.remindedSlot = this.reminderId = this.remindedAt = null;
    return mailed;
  }

  /** Ends it by the inviter's will; `role` is that of the person who decides. */
  revoke(role: string | undefined, now: Date): void {
    this.expect(OPEN_STATES, now);
    this.state = 'revoked';
    this.decided(role, now);
  }

  /** Ends it by the answer of the invited; whether they may give it is for the use case and the kind to say. */
  answer(answer: 'accepted' | 'declined', by: { organisationId: string; role?: string | undefined; reason?: string | undefined }, now: Date): void {
    this.expect(OPEN_STATES, now);
    this.state = answer;
    this.answeredAt = now;
    this.answeredBy = by.organisationId;
    this.declineReason = by.reason ?? null;
    this.decided(by.role, now);
  }

  /** Who has ended it by a decision, for whoever came too late: the role and the time, nothing more. */
  get decision(): { decidedBy?: { role: string; at: string } } {
    return this.decidedByRole === null || this.decidedAt === null ? {} : { decidedBy: { role: this.decidedByRole, at: this.decidedAt.toISOString() } };
  }

  /** Takes the outcome of its present mail; false when the invitation has moved on meanwhile, though it notes that the mail went out. */
  settle(outcome: 'sent' | 'delivery_failed', deliveryId: string, now: Date): boolean {
    const follows: readonly InvitationState[] = INVITATION_TRANSITIONS[this.state];
    if (this.deliveryId === deliveryId && outcome === 'sent') this.mailedAt = now;
    if (this.deliveryId !== deliveryId || !follows.includes(outcome)) return false;
    this.state = outcome;
    this.planReminders();
    return true;
  }

  /** Notes that the holder of an expired link asks for a new one; false within a day of the last time. */
  requestRenewal(now: Date): boolean {
    if (this.renewalRequestedAt !== null && now.getTime() - this.renewalRequestedAt.getTime() < DAY) return false;
    this.renewalRequestedAt = now;
    return true;
  }

  /** Lets the expiry wait for an organisation that has to enroll first; nobody is reminded of what they cannot answer yet. */
  holdExpiry(): void {
    this.expiryHeld = true;
    this.planReminders();
  }

  /** The organisation it waited for may answer since `since`: time runs again, for at least thirty days from then. Reminders of the time between are void. */
  releaseExpiry(since: Date): void {
    if (this.expiresAt !== null && this.expiryHeld) this.expiresAt = new Date(Math.max(this.expiresAt.getTime(), since.getTime() + DAYS_AFTER_ACTIVATION * DAY));
    this.expiryHeld = false;
    this.planReminders(since);
  }

  /** Whether its expiry is news: true once per generation, so that the sweep writes one event. */
  noteExpiry(now: Date): boolean {
    if (this.expiryNoted || this.stateAt(now) !== 'expired') return false;
    this.expiryNoted = true;
    return true;
  }

  /** Switches reminders on or off while it can be answered or renewed (INV-12). What was due while they were off is void. */
  remindWhileUnanswered(on: boolean, now: Date): void {
    this.expect([...OPEN_STATES, 'expired'], now);
    if (on === this.remind) return;
    this.remind = on;
    this.planReminders(now);
  }

  /** The reminder that is due, taken, so that it is due no more; undefined when there is none. Of several that were missed only the newest goes out (INV-12). */
  takeReminder(now: Date): ReminderSlot | undefined {
    const due = this.nextReminderAt !== null && this.nextReminderAt <= now && this.stateAt(now) === 'sent';
    const slot = due ? dueReminder(this, now) : undefined;
    this.remindedSlot = slot ?? this.remindedSlot;
    this.planReminders(now);
    return slot;
  }

  /** The mail that carries the newest reminder. */
  remindedBy(deliveryId: string, now: Date): void {
    this.reminderId = deliveryId;
    this.remindedAt = now;
  }

  /** Its reminder did not arrive, so no other one follows to this address (INV-12). */
  reminderFailed(deliveryId: string): void {
    if (this.reminderId === deliveryId) [this.remindedSlot, this.nextReminderAt] = ['before_expiry', null];
  }

  private decided(role: string | undefined, now: Date): void {
    this.decidedByRole = role ?? null;
    this.decidedAt = now;
    this.planReminders();
  }

  /** The time of the link begins: from its sending, so that a draft that lay for a while does not come short (TIM-09). */
  private runAnew(days: number | null, now: Date): void {
    this.expiresAt = days === null ? this.expiresAt : expiryOf(days, now);
    this.planReminders();
  }

  /** Looks up when the next reminder is due, after every change that bears on it; what was due before `voidBefore` is void. */
  private planReminders(voidBefore?: Date): void {
    this.nextReminderAt = openReminders(this).find(({ at }) => voidBefore === undefined || at > voidBefore)?.at ?? null;
  }

  private queue(body: string, url: string, now: Date): void {
    refuse([refusalOfAddressee(this.email), refusalOfSubject(this.subject), ...refusalsOfText({ subject: this.subject, body }, url)]);
    const again = this.sentAt !== null && now.getTime() - this.sentAt.getTime() < DAY;
    this.sendsOfDay = again ? this.sendsOfDay + 1 : 1;
    this.sentAt = now;
    this.state = 'queued';
  }

  private expect(states: readonly InvitationState[], now: Date): void {
    const state = this.stateAt(now);
    if (states.includes(state)) return;
    if (state === 'queued' || state === 'sent') throw new DomainError({ rule: 'SM-5', reason: 'INVITATION_ON_ITS_WAY', kind: 'conflict', details: { state } });
    throw new DomainError({ rule: 'SM-5', reason: 'INVITATION_ENDED', kind: 'conflict', details: { state, ...this.decision } });
  }
}

InvitationSchema.setClass(Invitation);
