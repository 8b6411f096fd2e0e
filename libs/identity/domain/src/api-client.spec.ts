import { describe, expect, it } from '@jest/globals';
import { ApiClient } from './api-client';

const now = new Date('2026-11-20T09:00:00Z');
const register = (...roles: ('admin_agent' | 'operator' | 'incentive_user')[]) =>
  ApiClient.register({ organisationId: '0b000000-0000-4000-8000-000000000001', name: 'Shop', roles: roles.map((role) => ({ role })), now });

describe('an API client', () => {
  it('SEC-02: has at most two live secrets', () => {
    const client = register('admin_agent');
    const first = client.addSecret([], 'one', now);
    const second = client.addSecret([first], 'two', now);
    expect(() => client.addSecret([first, second], 'three', now)).toThrow('SECRET_LIMIT (SEC-02)');
    first.revoke(now);
    expect(client.addSecret([second], 'three', now).hash).toBe('three');
  });

  it('ROL-06: needs a role', () => {
    expect(() => register()).toThrow('ROLE_REQUIRED (ROL-06)');
  });

  it('ROL-06: has each role once', () => {
    expect(register('admin_agent', 'admin_agent').roles).toEqual([{ role: 'admin_agent' }]);
  });

  it('SEC-02: loses a secret and a key once, and when that was stays', () => {
    const client = register('admin_agent');
    const secret = client.addSecret([], 'one', now);
    const key = client.addKey([], { kid: 'one', thumbprint: 'a', jwk: { kty: 'RSA', n: 'n', e: 'AQAB', alg: 'RS256' }, now });
    const later = new Date(now.getTime() + 1);
    expect([secret.revoke(now), secret.revoke(later), key.remove(now), key.remove(later)]).toEqual([true, false, true, false]);
    expect([secret.revokedAt, key.removedAt]).toEqual([now, now]);
  });

  it('ROL-01: never runs the platform', () => {
    expect(() => register('operator')).toThrow('OPERATOR_ONLY (ROL-01)');
  });

  it('ROL-08: holds an incentive role for named locations only', () => {
    expect(() => register('incentive_user')).toThrow('ROLE_LOCATION_REQUIRED (ROL-08)');
    const client = register('admin_agent');
    expect(() => client.change({ roles: [{ role: 'admin_agent', locations: ['6200002'] }] })).toThrow('ROLE_LOCATION_REFUSED (ROL-08)');
    client.change({ name: ' Stock ', roles: [{ role: 'incentive_user', locations: ['6200002'] }] });
    expect([client.name, client.roles]).toEqual(['Stock', [{ role: 'incentive_user', locations: ['6200002'] }]]);
  });

  it('ROL-01: is not changed into one that runs the platform, nor into one without a role', () => {
    const client = register('admin_agent');
    expect(() => client.change({ roles: [{ role: 'operator' }] })).toThrow('OPERATOR_ONLY (ROL-01)');
    expect(() => client.change({ roles: [] })).toThrow('ROLE_REQUIRED (ROL-06)');
    expect(client.roles).toEqual([{ role: 'admin_agent' }]);
  });

  it('SEC-02: has at most two live keys, each of them and each name once', () => {
    const client = register('admin_agent');
    const jwk = { kty: 'RSA', n: 'n', e: 'AQAB', alg: 'RS256' } as const;
    const add = (kid: string, thumbprint: string, ...live: ReturnType<typeof client.addKey>[]) => client.addKey(live, { kid, thumbprint, jwk, now });
    const first = add('one', 'a');
    expect(() => add('two', 'a', first)).toThrow('KEY_KNOWN (SEC-02)');
    expect(() => add('one', 'b', first)).toThrow('KEY_KNOWN (SEC-02)');
    const second = add('two', 'b', first);
    expect(() => add('three', 'c', first, second)).toThrow('KEY_LIMIT (SEC-02)');
    first.remove(now);
    expect(add('three', 'c', second)).toMatchObject({ organisationId: client.organisationId, apiClientId: client.id, removedAt: null });
  });
});
