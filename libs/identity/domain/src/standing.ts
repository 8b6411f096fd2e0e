import { DomainError } from '@tandem/platform-kernel';
import type { ProgramMembership } from './program-membership';

/** What the operator said when it stopped something, and since when it is stopped (ISO 8601). */
export interface Halt {
  readonly reason: string;
  readonly since: string;
}

/** How an organisation stands with the operator. Whoever acts carries it, and so does every profile of an organisation. */
export interface Standing {
  /** Nothing new may begin; what exists stays manageable (ORG-10). */
  readonly suspended?: Halt;
  /** A direct-bill partner may not buy anew nor take on customers by itself (ORG-11). */
  readonly restricted?: Halt;
}

const halted = (rule: string, reason: string, { reason: operatorReason, since }: Halt): DomainError =>
  new DomainError({ rule, reason, kind: 'conflict', details: { operatorReason, since } });

/**
 * For everything new: requests, authorisations, purchases. What exists is managed without asking.
 * @throws DomainError ACCOUNT_SUSPENDED (ORG-10), with what the operator said.
 */
export function requireGoodStanding({ suspended }: Standing): void {
  if (suspended) throw halted('ORG-10', 'ACCOUNT_SUSPENDED', suspended);
}

/**
 * For what a restricted direct-bill partner may not do: purchases, add-ons, new customer tenants, requests to customers by itself.
 * @throws DomainError ACCOUNT_SUSPENDED (ORG-10), RESTRICTED (ORG-11), with what the operator said.
 */
export function requireUnrestricted(standing: Standing): void {
  requireGoodStanding(standing);
  if (standing.restricted) throw halted('ORG-11', 'RESTRICTED', standing.restricted);
}

/** What is held, ended or not begun aside. @throws DomainError NO_PROGRAM (ORG-10) when nothing is. */
function heldOf(memberships: readonly ProgramMembership[]): ProgramMembership[] {
  const held = memberships.filter(({ state }) => state !== 'ended');
  if (held.length === 0) throw new DomainError({ rule: 'ORG-10', reason: 'NO_PROGRAM', kind: 'conflict' });
  return held;
}

/**
 * Suspends an account with every program it holds, or lifts that; a second time changes nothing but what is said.
 * @param memberships all of the organisation. @returns whether anything changed.
 * @throws DomainError NO_PROGRAM, REASON_REQUIRED (ORG-10).
 */
export function suspendAccount(memberships: readonly ProgramMembership[], reason: string | null, now: Date): boolean {
  const changes = heldOf(memberships).map((membership) => (reason === null ? membership.resume() : membership.suspend(reason, now)));
  return changes.includes(true);
}

/**
 * Restricts a direct-bill partner, or lifts that; a second time changes nothing but what is said.
 * @returns whether anything changed. @throws DomainError DIRECT_BILL_ONLY, REASON_REQUIRED (ORG-11).
 */
export function restrictAccount(memberships: readonly ProgramMembership[], reason: string | null, now: Date): boolean {
  const membership = memberships.find(({ program, state }) => program === 'direct_bill' && state !== 'ended');
  if (!membership) throw new DomainError({ rule: 'ORG-11', reason: 'DIRECT_BILL_ONLY', kind: 'conflict' });
  return reason === null ? membership.unrestrict() : membership.restrict(reason, now);
}
