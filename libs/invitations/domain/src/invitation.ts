import { DomainError, newId } from '@tandem/platform-kernel';
import type { Refusal } from '@tandem/platform-kernel';
import { INVITATION_TRANSITIONS, isOpen, OPEN_STATES } from './invitation-state';
import type { InvitationState } from './invitation-state';
import { mendLink, refusalsOfText, replaceLink } from './invitation-text';
import type { InvitationText } from './invitation-text';
import { InvitationSchema } from './invitation.schema';
import type { InvitationFields } from './invitation.schema';
import { refusalOfRecipient, refusalOfSubject } from './recipient';

const DAY = 86_400_000;
/** How long a remembered invitation lives on once its organisation may answer it. */
const DAYS_AFTER_ACTIVATION = 30;

/** Who invites: an organisation through a person or an API client. */
export interface Inviter {
  readonly organisationId: string;
  readonly userId?: string | undefined;
  readonly name: string;
  readonly email?: string | undefined;
}

/** What a new invitation starts with; `days` is how long its link lives, 0 for ever (TIM-09). */
export interface NewInvitation {
  readonly type: string;
  readonly inviter: Inviter;
  readonly email?: string | undefined;
  readonly language: 'de' | 'en';
  readonly linkKey: string;
  readonly days: number;
}

/** What an inviter may change of an invitation that is not on its way. */
export interface InvitationChange extends Partial<InvitationText> {
  /** Empty: no address yet. */
  readonly email?: string | undefined;
  readonly language?: 'de' | 'en' | undefined;
}

/** How a new link is made: the address of a generation, the key that signs it, and how many days it lives. */
export interface Renewal {
  readonly urlOf: (link: Pick<InvitationFields, 'id' | 'generation' | 'linkKey'>) => string;
  readonly linkKey: string;
  readonly days: number;
}

const refuse = (refusals: readonly (Refusal | undefined)[]): void => {
  const [first, ...others] = refusals.filter((refusal) => refusal !== undefined);
  if (first) throw new DomainError(first, ...others);
};

const expiryOf = (days: number, now: Date): Date | null => (days === 0 ? null : new Date(now.getTime() + days * DAY));

/** A tracked request with a personal link (SM-5). The link of the present generation is live until the invitation ends. */
export class Invitation extends InvitationSchema.class {
  /** A draft whose link is live at once; its text follows by `edit`, because it has to contain the link. */
  static draft({ type, inviter, email, language, linkKey, days }: NewInvitation, now: Date): Invitation {
    refuse([email ? refusalOfRecipient(email) : undefined]);
    const { organisationId, userId = null, name: inviterName, email: inviterEmail = null } = inviter;
    return Object.assign(new Invitation(), {
      ...{ id: newId(), type, state: 'draft', organisationId, inviterId: userId, inviterName, inviterEmail },
      ...{ email: email || null, language, subject: '', body: '', generation: 1, linkKey, createdAt: now },
      ...{ expiresAt: expiryOf(days, now), expiryHeld: false, expiryNoted: false, sentAt: null, mailedAt: null, sendsOfDay: 0, deliveryId: null },
      ...{ viewedAt: null, renewalRequestedAt: null, answeredAt: null, answeredBy: null, declineReason: null, decidedByRole: null, decidedAt: null },
    } satisfies Partial<InvitationFields>);
  }

  /** The state at an instant: an open one ends when the link's time is up (half-open: at `expiresAt` it is over). */
  stateAt(now: Date): InvitationState {
    const timeIsUp = this.expiresAt !== null && !this.expiryHeld && now >= this.expiresAt;
    return timeIsUp && isOpen(this.state) ? 'expired' : this.state;
  }

  /** Changes recipient, language or text. A text without the link may be saved (INV-04 refuses it when it is sent). */
  edit({ email, language, subject, body }: InvitationChange, url: string, now: Date): void {
    this.expect(['draft', 'issued', 'delivery_failed', 'expired'], now);
    refuse([email ? refusalOfRecipient(email) : undefined, subject === undefined ? undefined : refusalOfSubject(subject)]);
    this.email = email === undefined ? this.email : email || null;
    this.language = language ?? this.language;
    this.subject = subject ?? this.subject;
    this.body = body === undefined ? this.body : mendLink(body, url);
  }

  /** Makes it due for mailing; all that keeps it from being sent is said at once (INV-04, INV-05, INV-10). */
  send(url: string, now: Date): void {
    this.expect(['draft', 'issued', 'delivery_failed'], now);
    this.queue(this.body, url, now);
  }

  /** The delivery that carries the present link; outcomes of older ones do not count any more. */
  carriedBy(deliveryId: string): void {
    this.deliveryId = deliveryId;
  }

  /** The inviter sent it by own means, so no mail goes out for it (EML-12). A second time changes nothing. */
  issue(now: Date): void {
    this.expect(['draft', 'delivery_failed', 'issued'], now);
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
    this.expiresAt = expiryOf(days, now);
    this.expiryNoted = false;
    this.viewedAt = this.renewalRequestedAt = null;
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
    return true;
  }

  /** Notes that the holder of an expired link asks for a new one; false within a day of the last time. */
  requestRenewal(now: Date): boolean {
    if (this.renewalRequestedAt !== null && now.getTime() - this.renewalRequestedAt.getTime() < DAY) return false;
    this.renewalRequestedAt = now;
    return true;
  }

  /** Lets the expiry wait for an organisation that has to enroll first. */
  holdExpiry(): void {
    this.expiryHeld = true;
  }

  /** The organisation it waited for may answer since `since`: time runs again, for at least thirty days from then. */
  releaseExpiry(since: Date): void {
    const earliest = since.getTime() + DAYS_AFTER_ACTIVATION * DAY;
    if (this.expiresAt !== null && this.expiryHeld) this.expiresAt = new Date(Math.max(this.expiresAt.getTime(), earliest));
    this.expiryHeld = false;
  }

  /** Whether its expiry is news: true once per generation, so that the sweep writes one event. */
  noteExpiry(now: Date): boolean {
    if (this.expiryNoted || this.stateAt(now) !== 'expired') return false;
    this.expiryNoted = true;
    return true;
  }

  private decided(role: string | undefined, now: Date): void {
    this.decidedByRole = role ?? null;
    this.decidedAt = now;
  }

  private queue(body: string, url: string, now: Date): void {
    const missing: Refusal = { rule: 'INV-05', reason: 'RECIPIENT_MISSING', kind: 'invalid', field: 'email' };
    refuse([this.email === null ? missing : refusalOfRecipient(this.email), refusalOfSubject(this.subject), ...refusalsOfText({ subject: this.subject, body }, url)]);
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
