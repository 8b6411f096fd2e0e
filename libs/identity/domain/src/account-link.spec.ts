import { describe, expect, it } from '@jest/globals';
import { AccountLink } from './account-link';
import type { LinkPurpose } from './account-link';

const now = new Date('2026-11-28T09:00:00Z');
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);
const issue = (purpose: LinkPurpose = 'reset'): AccountLink =>
  AccountLink.issue({ userId: '0c000000-0000-4000-8000-00000000000a', organisationId: '0c000000-0000-4000-8000-000000000001', purpose, linkKey: 'k1', now });

describe('the links of a person', () => {
  it.each([
    ['a link that was used', (link: AccountLink) => link.use(now), 1, 0],
    ['a link that was replaced', (link: AccountLink) => link.renew('k2', later(60)), 1, 61],
    ['a link that was never made', () => undefined, 2, 0],
    ['a reset link after an hour', () => undefined, 1, 3600],
  ] as const)('SEC-02: %s opens nothing', (_, change, generation, after) => {
    const link = issue();
    change(link);
    expect(() => link.requireLive(generation, later(after))).toThrow('ACCOUNT_LINK_ENDED (SEC-02)');
  });

  it.each([
    ['join', 7 * 24 * 3600],
    ['reset', 3600],
  ] as const)('SEC-02: a link to %s lives %d seconds', (purpose, seconds) => {
    const link = issue(purpose);
    expect(() => link.requireLive(1, later(seconds - 1))).not.toThrow();
    expect(() => link.requireLive(1, later(seconds))).toThrow('ACCOUNT_LINK_ENDED');
  });

  it('SEC-05: another one can be had after a minute, and says how long that is', () => {
    const link = issue();
    expect(() => link.renew('k2', later(59))).toThrow('ACCOUNT_LINK_RECENT (SEC-05)');
    expect([link.generation, link.waitAt(later(20)), link.waitAt(later(60))]).toEqual([1, 40, 0]);
    link.renew('k2', later(60));
    expect(link).toMatchObject({ generation: 2, linkKey: 'k2', issuedAt: later(60), expiresAt: later(3660), usedAt: null });
  });

  it('a used link makes room for a new one', () => {
    const link = issue();
    link.use(later(1));
    link.renew('k1', later(90));
    expect(() => link.requireLive(2, later(91))).not.toThrow();
  });
});
