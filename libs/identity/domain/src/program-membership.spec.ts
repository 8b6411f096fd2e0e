import { describe, expect, it } from '@jest/globals';
import { reachable } from '@tandem/platform-kernel';
import { Organisation } from './organisation';
import type { Program, ProgramPath } from './program';
import { MEMBERSHIP_TRANSITIONS, ProgramMembership } from './program-membership';

const now = new Date('2026-11-20T09:00:00Z');
const organisation = Organisation.register({ name: 'Keller Direkt KG', domain: 'keller.example', country: 'DE', now });
const grant = (program: Program, path: ProgramPath, held: readonly ProgramMembership[] = []) =>
  ProgramMembership.grant({ organisation, held, program, path, now });

describe('a program', () => {
  it.each([
    ['ORG-03', 'direct_bill', 'application', [], 'PROGRAM_NOT_OFFERED'],
    ['ORG-03', 'indirect_reseller', 'application', ['direct_bill'], 'TRANSITION_ONLY'],
    ['ORG-03', 'indirect_reseller', 'transition', [], 'DIRECT_BILL_REQUIRED'],
    ['ORG-03', 'direct_bill', 'operator', ['indirect_reseller'], 'PROGRAM_NOT_OFFERED'],
    ['ORG-05', 'indirect_provider', 'application', [], 'PROGRAM_NOT_OFFERED'],
    ['ORG-05', 'indirect_provider', 'operator', ['indirect_reseller'], 'PROGRAM_NOT_OFFERED'],
    ['ORG-05', 'indirect_reseller', 'application', ['indirect_provider'], 'PROGRAM_NOT_OFFERED'],
    ['ORG-07', 'customer', 'operator', ['indirect_reseller'], 'PARTNER_TENANT'],
    ['ORG-07', 'customer', 'operator', ['indirect_provider'], 'PARTNER_TENANT'],
    ['ORG-02', 'customer', 'operator', ['customer'], 'PROGRAM_HELD'],
  ] as const)('%s: %s by %s is refused beside %j', (rule, program, path, beside, reason) => {
    const held = beside.map((one) => grant(one, one === 'indirect_reseller' ? 'application' : 'operator'));
    expect(() => grant(program, path, held)).toThrow(`${reason} (${rule})`);
  });

  it('ORG-02: direct bill and reseller stand side by side after the transition', () => {
    const directBill = grant('direct_bill', 'operator');
    const reseller = grant('indirect_reseller', 'transition', [directBill]);
    expect([directBill.state, reseller.state]).toEqual(['active', 'active']);
  });

  it('ORG-04: the reseller capability gained by transition is taken back by nobody', () => {
    const reseller = grant('indirect_reseller', 'transition', [grant('direct_bill', 'operator')]);
    expect(() => reseller.end()).toThrow('NO_ROLLBACK (ORG-04)');
    expect(reseller.state).toBe('active');
  });

  it('may be held again after it has ended', () => {
    const first = grant('indirect_reseller', 'application');
    first.end();
    expect(grant('indirect_reseller', 'application', [first]).state).toBe('active');
  });

  it('follows its transition table, in which every state can be reached', () => {
    const states = Object.keys(MEMBERSHIP_TRANSITIONS);
    expect([...reachable(MEMBERSHIP_TRANSITIONS, 'active')].sort()).toEqual([...states].sort());
    const membership = grant('indirect_reseller', 'application');
    membership.suspend('Overdue.', now);
    expect(membership.state).toBe('suspended');
    membership.resume();
    expect(membership.state).toBe('active');
    membership.end();
    expect(() => membership.suspend('Overdue.', now)).toThrow('PROGRAM_STATE');
    expect(() => membership.resume()).toThrow('PROGRAM_STATE');
  });

  it('AGR-10: a signed agreement stands', () => {
    const membership = grant('indirect_reseller', 'application');
    membership.signAgreement('0f000000-0000-4000-8000-000000000001', now);
    expect(() => membership.signAgreement('0f000000-0000-4000-8000-000000000002', now)).toThrow('AGREEMENT_STANDS (AGR-10)');
    expect(membership.agreementSignedBy).toBe('0f000000-0000-4000-8000-000000000001');
  });

  it('AGR-04: keeps the name of who signed elsewhere beside whoever took that over', () => {
    const membership = grant('indirect_reseller', 'application');
    membership.signAgreement('0f000000-0000-4000-8000-000000000001', now, 'Paula Blanc');
    expect([membership.agreementSignedBy, membership.agreementSigner, membership.agreementSignedAt]).toEqual(['0f000000-0000-4000-8000-000000000001', 'Paula Blanc', now]);
  });
});
