import { defineEntity, p } from '@mikro-orm/core';
import { DomainError, newId } from '@tandem/platform-kernel';

const SECOND = 1000;
const DAY = 86_400 * SECOND;

/** Milliseconds that a link to the primary contact lives (TIM-09). */
const LIFE = 7 * DAY;
/** Milliseconds between two mails to the same contact, and how many may follow the first one in 24 hours (VER-08). */
const PAUSE = 60 * SECOND;
const RESENDS_PER_DAY = 5;

const ContactVerificationSchema = defineEntity({
  name: 'ContactVerification',
  properties: {
    id: p.uuid().primary(),
    organisationId: p.uuid(),
    enrollmentId: p.uuid(),
    /** Whom the present link was mailed to. */
    email: p.text(),
    /** Counts the links: only the newest one confirms anything. */
    generation: p.integer(),
    /** Name of the key that signs the present link. */
    linkKey: p.text(),
    issuedAt: p.datetime(3),
    expiresAt: p.datetime(3),
    confirmedAt: p.datetime(3).strictNullable(),
    /** When mails followed another one, within the last 24 hours (ISO 8601). */
    resentAt: p.json<readonly string[]>(),
    /** The mail that carries the present link. */
    deliveryId: p.uuid().strictNullable(),
    version: p.integer().version(),
  },
});

/** How a contact is asked: what its link is made with, and when. */
interface Asking {
  readonly email: string;
  readonly linkKey: string;
  readonly now: Date;
}

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** That a primary contact is asked whether the company signed up and the address is its own (SM-2). The link itself is signed, never stored (SEC-02). */
export class ContactVerification extends ContactVerificationSchema.class {
  /** A first mail. */
  static ask(given: Asking & { readonly organisationId: string; readonly enrollmentId: string }): ContactVerification {
    const { organisationId, enrollmentId } = given;
    const verification = Object.assign(new ContactVerification(), { id: newId(), organisationId, enrollmentId, generation: 0, resentAt: [] });
    verification.begin(given);
    return verification;
  }

  /**
   * Another mail; the link before is dead from now on. Another address is asked without a pause, yet it counts: nobody's mailboxes are to be flooded.
   * @throws DomainError CONTACT_MAIL_LIMITED with `retryAfter` in seconds (VER-08).
   */
  askAgain(given: Asking): void {
    const wait = this.waitAt(given.now, given.email);
    if (wait > 0) throw new DomainError({ rule: 'VER-08', reason: 'CONTACT_MAIL_LIMITED', kind: 'limited', details: { retryAfter: Math.ceil(wait / SECOND) } });
    this.resentAt = [...this.recent(given.now), given.now].map((at) => at.toISOString());
    this.begin(given);
  }

  /** Begins a new round after a decision: the mail that it starts with is a first one again. */
  askAnew(given: Asking): void {
    this.resentAt = this.recent(given.now).map((at) => at.toISOString());
    this.begin(given);
  }

  /** Milliseconds until another mail to an address can be ordered. */
  waitAt(now: Date, email = this.email): number {
    const recent = this.recent(now);
    const full = recent.length < RESENDS_PER_DAY ? 0 : (recent.at(-RESENDS_PER_DAY)?.getTime() ?? 0) + DAY - now.getTime();
    const pause = same(email, this.email) ? this.issuedAt.getTime() + PAUSE - now.getTime() : 0;
    return Math.max(0, full, pause);
  }

  /**
   * The holder of a link confirms.
   * @throws DomainError CONTACT_LINK_ENDED when the link of this generation was used, replaced or has expired (SM-2).
   */
  confirm(generation: number, now: Date): void {
    this.requireNewest(generation);
    if (this.stateAt(now) !== 'sent') ended();
    this.confirmedAt = now;
  }

  /** @throws DomainError CONTACT_LINK_ENDED when another link took the place of this one. */
  requireNewest(generation: number): void {
    if (generation !== this.generation) ended();
  }

  stateAt(now: Date): 'sent' | 'confirmed' | 'expired' {
    if (this.confirmedAt !== null) return 'confirmed';
    return now < this.expiresAt ? 'sent' : 'expired';
  }

  private recent(now: Date): Date[] {
    return this.resentAt.map((at) => new Date(at)).filter((at) => now.getTime() - at.getTime() < DAY);
  }

  private begin({ email, linkKey, now }: Asking): void {
    this.email = email;
    this.generation += 1;
    this.linkKey = linkKey;
    this.issuedAt = now;
    this.expiresAt = new Date(now.getTime() + LIFE);
    this.confirmedAt = null;
    this.deliveryId = null;
  }
}

ContactVerificationSchema.setClass(ContactVerification);

function ended(): never {
  throw new DomainError({ rule: 'SEC-02', reason: 'CONTACT_LINK_ENDED', kind: 'gone' });
}
