import { describe, expect, it } from '@jest/globals';
import { ApiClient } from './api-client';

const now = new Date('2026-11-20T09:00:00Z');
const register = (...roles: ('admin_agent' | 'operator')[]) =>
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

  it('ROL-01: never runs the platform', () => {
    expect(() => register('operator')).toThrow('OPERATOR_ONLY (ROL-01)');
  });
});
