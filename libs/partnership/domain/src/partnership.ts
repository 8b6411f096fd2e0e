import { defineEntity, p } from '@mikro-orm/core';
import { DomainError, newId } from '@tandem/platform-kernel';
import type { Transitions } from '@tandem/platform-kernel';

/** `terminated`: nothing new between the two; only another accepted invitation leads back (SM-6). */
export type PartnershipState = 'active' | 'terminated';
/** What the provider may do in the reseller's work account (PRT-08, PRT-09). */
export type AdminAccess = 'granted' | 'removed';

/** Which states may follow which; back to `active` only by `establish`. */
export const PARTNERSHIP_TRANSITIONS = { active: ['terminated'], terminated: ['active'] } as const satisfies Transitions<PartnershipState>;

const PartnershipSchema = defineEntity({
  name: 'Partnership',
  tableName: 'partnership',
  properties: {
    id: p.uuid().primary(),
    providerId: p.uuid(),
    resellerId: p.uuid(),
    state: p.text().$type<PartnershipState>(),
    adminAccess: p.text().$type<AdminAccess>(),
    adminAccessChangedAt: p.datetime(3),
    /** The invitation by which the reseller last authorized the provider; null as long as only evidence says so. */
    invitationId: p.uuid().strictNullable(),
    /** What proves a partnership that was taken over, in the operator's words. */
    evidence: p.text().strictNullable(),
    since: p.datetime(3),
    until: p.datetime(3).strictNullable(),
    version: p.integer().version(),
  },
});

/** The two sides of a partnership. */
export interface Pair {
  readonly providerId: string;
  readonly resellerId: string;
}

/** What is known of a partnership that existed before it was known here. */
export interface Standing {
  readonly since: Date;
  readonly adminAccess: AdminAccess;
  /** What proves it, since no invitation does (IMP-09). */
  readonly evidence: string;
}

/** Between a provider and a reseller: one row for each pair, whose history stands in its events (PRT-15). */
export class Partnership extends PartnershipSchema.class {
  /**
   * What authorizing makes of a pair: a new partnership, the terminated one again, or the active one as it is. The provider gets
   * admin access, because the reseller has just agreed to it (PRT-08). Answers whether the pair was not active before.
   */
  static establish(current: Partnership | null, { providerId, resellerId }: Pair, invitationId: string, now: Date): { partnership: Partnership; established: boolean } {
    const partnership = current ?? Object.assign(new Partnership(), { id: newId(), providerId, resellerId, evidence: null });
    const established = current?.state !== 'active';
    if (established) {
      partnership.state = 'active';
      partnership.since = now;
      partnership.until = null;
    }
    if (established || partnership.adminAccess !== 'granted') {
      partnership.adminAccess = 'granted';
      partnership.adminAccessChangedAt = now;
    }
    partnership.invitationId = invitationId;
    return { partnership, established };
  }

  /**
   * A partnership of two that exists already elsewhere. The evidence stands for the reseller's authorization; what the two have to be
   * (program, agreement, region) is asked as ever.
   * @throws DomainError PARTNER_ALREADY (PRT-15) for active partners, PARTNERSHIP_ENDED (SM-6) when it was ended here: only the reseller leads back.
   */
  static takeOver(current: Partnership | null, pair: Pair, { since, adminAccess, evidence }: Standing, now: Date): Partnership {
    if (current?.state === 'active') throw new DomainError({ rule: 'PRT-15', reason: 'PARTNER_ALREADY', kind: 'conflict' });
    if (current) throw new DomainError({ rule: 'SM-6', reason: 'PARTNERSHIP_ENDED', kind: 'conflict' });
    return Object.assign(new Partnership(), {
      ...{ id: newId(), ...pair, state: 'active' as const, adminAccess, adminAccessChangedAt: now },
      ...{ invitationId: null, evidence, since, until: null },
    });
  }

  /** The provider removes it: customers of the pair stay attached (PRT-13). False when it has ended already. */
  terminate(now: Date): boolean {
    if (this.state === 'terminated') return false;
    this.state = 'terminated';
    this.until = now;
    return true;
  }

  /**
   * The reseller takes the provider's admin access away or gives it again; the partnership lives on (PRT-09). False when nothing changes.
   * @throws DomainError NO_PARTNERSHIP when it is terminated.
   */
  setAdminAccess(access: AdminAccess, now: Date): boolean {
    if (this.state === 'terminated') throw new DomainError({ rule: 'PRT-01', reason: 'NO_PARTNERSHIP', kind: 'forbidden' });
    if (this.adminAccess === access) return false;
    this.adminAccess = access;
    this.adminAccessChangedAt = now;
    return true;
  }
}

PartnershipSchema.setClass(Partnership);
