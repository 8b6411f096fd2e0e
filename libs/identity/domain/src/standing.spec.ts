import { describe, expect, it } from '@jest/globals';
import { Organisation } from './organisation';
import { ProgramMembership } from './program-membership';
import { requireGoodStanding, requireUnrestricted, restrictAccount, suspendAccount } from './standing';

const now = new Date('2026-11-20T09:00:00Z');
const later = new Date('2026-11-21T09:00:00Z');
const halt = { reason: 'Overdue for 60 days.', since: now.toISOString() };
const organisation = Organisation.register({ name: 'Keller Direkt KG', domain: 'keller.example', country: 'DE', now });
const directBill = () => ProgramMembership.grant({ organisation, held: [], program: 'direct_bill', path: 'operator', now });
const both = () => {
  const first = directBill();
  return [first, ProgramMembership.grant({ organisation, held: [first], program: 'indirect_reseller', path: 'transition', now })];
};

describe('good standing', () => {
  it('ORG-10: nothing new begins while the account is suspended, and the refusal says what the operator said', () => {
    expect(() => requireGoodStanding({ suspended: halt })).toThrow('ACCOUNT_SUSPENDED (ORG-10)');
    expect(() => requireGoodStanding({ suspended: halt })).toThrow(
      expect.objectContaining({ kind: 'conflict', refusals: [expect.objectContaining({ details: { operatorReason: halt.reason, since: halt.since } })] }),
    );
    expect(() => requireGoodStanding({ restricted: halt })).not.toThrow();
    expect(() => requireGoodStanding({})).not.toThrow();
  });

  it('ORG-11: a restricted direct-bill partner may not do what the restriction forbids; a suspension comes first', () => {
    expect(() => requireUnrestricted({ restricted: halt })).toThrow('RESTRICTED (ORG-11)');
    expect(() => requireUnrestricted({ suspended: halt, restricted: halt })).toThrow('ACCOUNT_SUSPENDED (ORG-10)');
    expect(() => requireUnrestricted({})).not.toThrow();
  });
});

describe('suspending an account', () => {
  it('ORG-10: needs a reason and a program', () => {
    expect(() => suspendAccount([directBill()], '  ', now)).toThrow('REASON_REQUIRED (ORG-10)');
    expect(() => suspendAccount([], 'Overdue.', now)).toThrow('NO_PROGRAM (ORG-10)');
    const ended = directBill();
    ended.end();
    expect(() => suspendAccount([ended], 'Overdue.', now)).toThrow('NO_PROGRAM (ORG-10)');
  });

  it('ORG-10: suspends every program that is held; a second time only changes what is said', () => {
    const held = both();
    expect(suspendAccount(held, ' Overdue. ', now)).toBe(true);
    expect(held.map(({ state, suspensionReason }) => [state, suspensionReason])).toEqual([['suspended', 'Overdue.'], ['suspended', 'Overdue.']]);
    expect(suspendAccount(held, 'Overdue.', later)).toBe(false);
    expect(suspendAccount(held, 'Abuse.', later)).toBe(true);
    expect(held.map(({ suspensionReason, suspendedSince }) => [suspensionReason, suspendedSince])).toEqual([['Abuse.', now], ['Abuse.', now]]);
  });

  it('ORG-10: is lifted once', () => {
    const held = both();
    suspendAccount(held, 'Overdue.', now);
    expect([suspendAccount(held, null, later), suspendAccount(held, null, later)]).toEqual([true, false]);
    expect(held.map(({ state, suspensionReason, suspendedSince }) => [state, suspensionReason, suspendedSince])).toEqual([['active', null, null], ['active', null, null]]);
  });
});

describe('restricting an account', () => {
  it('ORG-11: is for direct-bill partners only, and needs a reason', () => {
    const provider = ProgramMembership.grant({ organisation, held: [], program: 'indirect_provider', path: 'operator', now });
    expect(() => restrictAccount([provider], 'Audit.', now)).toThrow('DIRECT_BILL_ONLY (ORG-11)');
    expect(() => restrictAccount([directBill()], '', now)).toThrow('REASON_REQUIRED (ORG-11)');
    const ended = directBill();
    ended.end();
    expect(() => restrictAccount([ended], 'Audit.', now)).toThrow('DIRECT_BILL_ONLY (ORG-11)');
  });

  it('ORG-11: leaves the program active, and is lifted once', () => {
    const held = both();
    expect([restrictAccount(held, 'Audit.', now), restrictAccount(held, 'Audit.', later)]).toEqual([true, false]);
    expect(held.map(({ state, restrictionReason }) => [state, restrictionReason])).toEqual([['active', 'Audit.'], ['active', null]]);
    expect([restrictAccount(held, null, later), restrictAccount(held, null, later)]).toEqual([true, false]);
  });
});
