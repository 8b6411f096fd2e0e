import { describe, expect, it } from '@jest/globals';
import { WebhookRegistration } from './webhook-registration';

const now = new Date('2026-11-20T09:00:00Z');
const later = (hours: number): Date => new Date(now.getTime() + hours * 3_600_000);
const known = ['partner-relationship-created', 'test-created'];
const register = (...events: string[]) =>
  WebhookRegistration.register('0b000000-0000-4000-8000-000000000001', { url: 'https://shop.example/', events, ownHeader: false }, { known, secret: 'one', now });

describe('a webhook', () => {
  it('WHK-02: does not listen to what does not exist', () => {
    expect(() => register('test-created', 'invoice-paid')).toThrow('WEBHOOK_EVENT_UNKNOWN (WHK-02)');
    expect(() => register('test-created').replace({ url: 'https://shop.example/', events: ['x'], ownHeader: false }, known, now)).toThrow('WEBHOOK_EVENT_UNKNOWN (WHK-02)');
  });

  it('WHK-02: knows events in any case, each once', () => {
    expect(register('Test-Created', 'test-created', 'PARTNER-RELATIONSHIP-CREATED').events).toEqual(known);
  });

  it('WHK-08: signs with both secrets for a day after a rotation, and not a moment longer', () => {
    const webhook = register('test-created');
    webhook.rotate('two', now);
    expect(webhook.secretsAt(later(23))).toEqual(['two', 'one']);
    expect(webhook.secretsAt(later(24))).toEqual(['two']);
    webhook.rotate('three', later(1));
    expect(webhook.secretsAt(later(2))).toEqual(['three', 'two']);
  });

  it('WHK-06: goes on when it is replaced after its receiver was gone', () => {
    const webhook = register('test-created');
    Object.assign(webhook, { failures: 7, pausedUntil: later(1) });
    webhook.stop(now);
    expect(webhook.state).toBe('stopped');
    webhook.replace({ url: 'https://new.example/', events: ['test-created'], ownHeader: true }, known, later(2));
    expect(webhook).toMatchObject({ state: 'active', url: 'https://new.example/', ownHeader: true, failures: 0, pausedUntil: null, secret: 'one' });
  });
});
