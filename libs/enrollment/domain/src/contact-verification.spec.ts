import { describe, expect, it } from '@jest/globals';
import { newId } from '@tandem/platform-kernel';
import { ContactVerification } from './contact-verification';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const start = new Date('2026-03-06T10:00:00Z').getTime();
const at = (ms: number): Date => new Date(start + ms);
const asking = (ms: number, email = 'paul@boreal.example') => ({ email, linkKey: 'k1', now: at(ms) });
const asked = (): ContactVerification => ContactVerification.ask({ ...asking(0), organisationId: newId(), enrollmentId: newId() });

describe('the verification of a contact', () => {
  it('VER-08: is mailed again after a minute, not a moment sooner, however the address is written', () => {
    const verification = asked();
    expect(() => verification.askAgain(asking(MINUTE - 1, 'Paul@BOREAL.example'))).toThrow('CONTACT_MAIL_LIMITED (VER-08)');
    expect([verification.waitAt(at(0)), verification.waitAt(at(MINUTE - 1)), verification.generation]).toEqual([MINUTE, 1, 1]);
    verification.askAgain(asking(MINUTE));
    expect([verification.generation, verification.waitAt(at(MINUTE))]).toEqual([2, MINUTE]);
  });

  it('VER-08: says in whole seconds how long to wait', () => {
    expect(() => asked().askAgain(asking(SECOND / 2))).toThrow(expect.objectContaining({ refusals: [expect.objectContaining({ kind: 'limited', details: { retryAfter: 60 } })] }));
  });

  it('VER-08: five mails follow the first one in any 24 hours, whomever they go to; then as many as a day has freed', () => {
    const verification = asked();
    for (let times = 1; times <= 5; times++) verification.askAgain(asking(times * MINUTE, `p${times}@boreal.example`));
    expect(() => verification.askAgain(asking(6 * MINUTE, 'p6@boreal.example'))).toThrow('CONTACT_MAIL_LIMITED (VER-08)');
    expect(verification.waitAt(at(6 * MINUTE))).toBe(DAY - 5 * MINUTE);
    expect(() => verification.askAgain(asking(DAY + MINUTE - 1))).toThrow('CONTACT_MAIL_LIMITED (VER-08)');
    verification.askAgain(asking(DAY + MINUTE));
    expect(verification.waitAt(at(DAY + MINUTE))).toBe(MINUTE);
    expect(verification.resentAt).toEqual([2, 3, 4, 5, DAY / MINUTE + 1].map((minutes) => at(minutes * MINUTE).toISOString()));
  });

  it('VER-08: another address is asked without a pause', () => {
    const verification = asked();
    verification.askAgain(asking(1, 'pia@boreal.example'));
    expect([verification.email, verification.generation]).toEqual(['pia@boreal.example', 2]);
  });

  it('VER-08: a new round begins with a mail that does not count; those before it do', () => {
    const verification = asked();
    for (let times = 1; times <= 4; times++) verification.askAgain(asking(times * MINUTE));
    verification.askAnew(asking(4 * MINUTE + 1));
    verification.askAgain(asking(5 * MINUTE + 1));
    expect(() => verification.askAgain(asking(7 * MINUTE))).toThrow('CONTACT_MAIL_LIMITED (VER-08)');
  });

  it('TIM-09: lives for seven days, to the instant', () => {
    const verification = asked();
    expect([verification.stateAt(at(7 * DAY - 1)), verification.stateAt(at(7 * DAY))]).toEqual(['sent', 'expired']);
    expect(() => verification.confirm(1, at(7 * DAY))).toThrow('CONTACT_LINK_ENDED (SEC-02)');
    expect(verification.confirmedAt).toBeNull();
  });

  it('SM-2: confirms once, by the newest link alone', () => {
    const verification = asked();
    verification.askAgain(asking(MINUTE));
    for (const generation of [1, 3]) expect(() => verification.confirm(generation, at(2 * MINUTE))).toThrow('CONTACT_LINK_ENDED (SEC-02)');
    verification.confirm(2, at(2 * MINUTE));
    expect([verification.confirmedAt, verification.stateAt(at(8 * DAY))]).toEqual([at(2 * MINUTE), 'confirmed']);
    expect(() => verification.confirm(2, at(3 * MINUTE))).toThrow('CONTACT_LINK_ENDED (SEC-02)');
    expect(verification.confirmedAt).toEqual(at(2 * MINUTE));
  });

  it('SM-2: asked anew, nothing of the answer or the mail before counts', () => {
    const verification = asked();
    verification.deliveryId = newId();
    verification.confirm(1, at(MINUTE));
    verification.askAnew({ email: 'pia@boreal.example', linkKey: 'k2', now: at(2 * DAY) });
    expect(verification).toMatchObject({ email: 'pia@boreal.example', linkKey: 'k2', generation: 2, confirmedAt: null, deliveryId: null, expiresAt: at(9 * DAY) });
    expect(() => verification.confirm(1, at(2 * DAY))).toThrow('CONTACT_LINK_ENDED (SEC-02)');
  });
});
