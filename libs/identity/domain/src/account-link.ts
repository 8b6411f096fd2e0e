import { defineEntity, p } from '@mikro-orm/core';
import { DomainError, newId } from '@tandem/platform-kernel';

/** What the holder of a link may do: choose a first password, or another one in the place of a forgotten one. */
export type LinkPurpose = 'join' | 'reset';

const HOUR = 3_600_000;

/** Milliseconds of business time that a link lives: seven days to join, an hour to replace a password. */
export const LINK_LIFE = { join: 7 * 24 * HOUR, reset: HOUR } as const satisfies Record<LinkPurpose, number>;

/** Seconds before another link can be had, so that nobody's mailbox is flooded (SEC-05). */
const PAUSE_SECONDS = 60;

const AccountLinkSchema = defineEntity({
  name: 'AccountLink',
  properties: {
    id: p.uuid().primary(),
    organisationId: p.uuid(),
    userId: p.uuid(),
    purpose: p.text().$type<LinkPurpose>(),
    /** Counts the links: only the newest one opens anything. */
    generation: p.integer(),
    /** Name of the key that signs the present link. */
    linkKey: p.text(),
    issuedAt: p.datetime().columnType('timestamptz(3)'),
    expiresAt: p.datetime().columnType('timestamptz(3)'),
    usedAt: p.datetime().columnType('timestamptz(3)').nullable(),
    /** The mail that carries the present link. */
    deliveryId: p.uuid().nullable(),
    version: p.integer().version(),
  },
});

const ended = (): never => {
  throw new DomainError({ rule: 'SEC-02', reason: 'ACCOUNT_LINK_ENDED', kind: 'gone' });
};

/** The links of one purpose that a person has been sent. The link itself is signed, never stored (INV-02, SEC-02). */
export class AccountLink extends AccountLinkSchema.class {
  /** A first link. */
  static issue(given: { userId: string; organisationId: string; purpose: LinkPurpose; linkKey: string; now: Date }): AccountLink {
    const link = new AccountLink();
    link.id = newId();
    link.organisationId = given.organisationId;
    link.userId = given.userId;
    link.purpose = given.purpose;
    link.generation = 0;
    link.begin(given.linkKey, given.now);
    return link;
  }

  /**
   * Another link in the place of the one before, which is dead from now on.
   * @throws DomainError ACCOUNT_LINK_RECENT with `retryAfter` in seconds when the one before is younger than a minute (SEC-05).
   */
  renew(linkKey: string, now: Date): void {
    const wait = this.waitAt(now);
    if (wait > 0) throw new DomainError({ rule: 'SEC-05', reason: 'ACCOUNT_LINK_RECENT', kind: 'limited', details: { retryAfter: wait } });
    this.begin(linkKey, now);
  }

  /** Seconds until another link can be had. */
  waitAt(now: Date): number {
    return Math.max(0, Math.ceil((this.issuedAt.getTime() - now.getTime()) / 1000) + PAUSE_SECONDS);
  }

  /** @throws DomainError ACCOUNT_LINK_ENDED when the link of this generation was used, replaced or has expired (SEC-02). */
  requireLive(generation: number, now: Date): void {
    if (generation !== this.generation || !this.isLive(now)) ended();
  }

  /** Whether the present link was not used and has not expired. */
  isLive(now: Date): boolean {
    return this.usedAt === null && now < this.expiresAt;
  }

  /** Remembers that the present link has done what it was for; it never does it again. */
  use(now: Date): void {
    this.usedAt = now;
  }

  private begin(linkKey: string, now: Date): void {
    this.generation += 1;
    this.linkKey = linkKey;
    this.issuedAt = now;
    this.expiresAt = new Date(now.getTime() + LINK_LIFE[this.purpose]);
    this.usedAt = null;
    this.deliveryId = null;
  }
}

AccountLinkSchema.setClass(AccountLink);
