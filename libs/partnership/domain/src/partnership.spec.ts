import { DomainError, mayFollow, reachable } from '@tandem/platform-kernel';
import { requireAuthorizable } from './authorization';
import type { Sides } from './authorization';
import { Partnership, PARTNERSHIP_TRANSITIONS } from './partnership';
import type { PartnershipState } from './partnership';

const now = new Date('2026-03-06T10:00:00Z');
const later = new Date('2026-04-06T10:00:00Z');
const pair = { providerId: '0b000000-0000-4000-8000-000000000001', resellerId: '0c000000-0000-4000-8000-000000000001' };
const establish = (current: Partnership | null, at = now) => Partnership.establish(current, pair, '019a7f00-0000-7000-8000-00000000000a', at);
const active = (): Partnership => establish(null).partnership;
const terminated = (): Partnership => {
  const partnership = active();
  partnership.terminate(now);
  return partnership;
};
const reasonOf = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error.reason;
    throw error;
  }
};

describe('partnership', () => {
  it('PRT-08: gives the provider admin access when it is established', () => {
    const { partnership, established } = establish(null);
    expect(established).toBe(true);
    expect(partnership).toMatchObject({ ...pair, state: 'active', adminAccess: 'granted', since: now, until: null });
  });

  it('PRT-15: is not established twice', () => {
    const partnership = active();
    const again = establish(partnership, later);
    expect(again).toEqual({ partnership, established: false });
    expect(partnership.since).toEqual(now);
  });

  it('PRT-08: authorizing again gives back what was taken away', () => {
    const partnership = active();
    partnership.setAdminAccess('removed', now);
    expect(establish(partnership, later)).toMatchObject({ established: false, partnership: { adminAccess: 'granted', adminAccessChangedAt: later } });
  });

  it('SM-6: a terminated one is active again only by another authorization', () => {
    const partnership = terminated();
    expect(partnership).toMatchObject({ state: 'terminated', until: now });
    expect(establish(partnership, later)).toMatchObject({ established: true, partnership: { id: partnership.id, state: 'active', since: later, until: null, adminAccess: 'granted' } });
  });

  it('PRT-09: lives on without admin access, which can be given again', () => {
    const partnership = active();
    expect([partnership.setAdminAccess('removed', later), partnership.state, partnership.adminAccess]).toEqual([true, 'active', 'removed']);
    expect([partnership.setAdminAccess('removed', later), partnership.setAdminAccess('granted', later), partnership.adminAccess]).toEqual([false, true, 'granted']);
  });

  it.each(['granted', 'removed'] as const)('PRT-01: admin access of a terminated one cannot be %s', (access) => {
    expect(reasonOf(() => terminated().setAdminAccess(access, later))).toBe('NO_PARTNERSHIP');
  });

  it('SM-6: terminating a second time changes nothing', () => {
    const partnership = terminated();
    expect([partnership.terminate(later), partnership.until]).toEqual([false, now]);
  });

  it('SM-6: every pair of states is allowed or not by the table, and both can be reached', () => {
    const states: PartnershipState[] = ['active', 'terminated'];
    const allowed = states.flatMap((from) => states.filter((to) => mayFollow<PartnershipState>(PARTNERSHIP_TRANSITIONS, from, to)).map((to) => `${from} → ${to}`));
    expect(allowed).toEqual(['active → terminated', 'terminated → active']);
    expect([...reachable<PartnershipState>(PARTNERSHIP_TRANSITIONS, 'active')]).toEqual(states);
  });
});

describe('authorizing', () => {
  const sides = (change: { provider?: Partial<Sides['provider']>; reseller?: Partial<Sides['reseller']> } = {}): Sides => ({
    provider: { country: 'DE', active: true, ...change.provider },
    reseller: { country: 'AT', active: true, agreed: true, ...change.reseller },
  });

  it.each([
    ['PRT-03: needs an active indirect reseller', sides({ reseller: { active: false } }), 'NOT_ENROLLED'],
    ['AGR-03: needs the signed agreement', sides({ reseller: { agreed: false } }), 'AGREEMENT_REQUIRED'],
    ['PRT-04: refuses another region', sides({ reseller: { country: 'US' }, provider: { country: 'GB' } }), 'REGION_MISMATCH'],
    ['GEO-01: refuses a country without a region', sides({ reseller: { country: 'KP' }, provider: { country: 'KP' } }), 'REGION_MISMATCH'],
    ['PRT-01: needs an active provider', sides({ provider: { active: false } }), 'PROVIDER_INACTIVE'],
    ['PRT-03: says the program first', sides({ reseller: { active: false, agreed: false, country: 'US' } }), 'NOT_ENROLLED'],
    ['AGR-03: says the agreement before the region', sides({ reseller: { agreed: false, country: 'US' } }), 'AGREEMENT_REQUIRED'],
  ])('%s', (_, given, reason) => expect(reasonOf(() => requireAuthorizable(given))).toBe(reason));

  it.each([['FR', 'DE'], ['NO', 'GB'], ['US', 'UM']])('GEO-04: allows two countries of one region (%s and %s)', (one, other) => {
    expect(reasonOf(() => requireAuthorizable(sides({ provider: { country: one }, reseller: { country: other } })))).toBeUndefined();
  });
});
