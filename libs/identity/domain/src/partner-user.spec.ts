import { describe, expect, it } from '@jest/globals';
import { PartnerUser } from './partner-user';

const now = new Date('2026-11-28T09:00:00Z');
const person = (invited = false): PartnerUser =>
  PartnerUser.welcome({
    ...{ organisationId: '0c000000-0000-4000-8000-000000000001', email: ' New@Alpenblick.example ', firstName: ' Nora ', lastName: 'Neu' },
    ...{ locale: 'de', passwordHash: 'x', invited, now },
  });

describe('a person', () => {
  it('ROL-09: nobody deactivates themselves', () => {
    const user = person();
    expect(() => user.deactivate(false, 3, user.id)).toThrow('SELF_DEACTIVATION (ROL-09)');
    expect(user.state).toBe('active');
  });

  it('ROL-09: an invited Global admin is nobody to rely on, so the invitation can be taken back', () => {
    const user = person(true);
    user.deactivate(true, 0);
    expect(user.state).toBe('deactivated');
  });

  it.each([
    ['SELF_RESET (SEC-03)', person(), true, false],
    ['PERSON_INVITED (ROL-06)', person(true), false, false],
    ['PERSON_DEACTIVATED (ROL-06)', person(), false, true],
  ] as const)('%s: is a password that nobody resets', (says, user, self, deactivated) => {
    if (deactivated) user.deactivate(false, 1);
    expect(() => user.resetPassword('y', self ? user.id : 'somebody else')).toThrow(says);
    expect(user.passwordHash).toBe('x');
  });

  it('SEC-03: a password that somebody else resets is temporary', () => {
    const user = person();
    user.changePassword('chosen');
    user.resetPassword('given', 'somebody else');
    expect(user).toMatchObject({ passwordHash: 'given', mustChangePassword: true });
  });

  it('ROL-06: who is invited joins with a password of their own', () => {
    const user = person(true);
    expect(user).toMatchObject({ state: 'invited', email: 'new@alpenblick.example', firstName: 'Nora' });
    user.join('chosen');
    expect(user).toMatchObject({ state: 'active', mustChangePassword: false, passwordHash: 'chosen' });
  });

  it('comes back as they were: invited when they had not joined', () => {
    for (const [invited, state] of [[true, 'invited'], [false, 'active']] as const) {
      const user = person(invited);
      user.deactivate(false, 1);
      user.reactivate(!invited);
      expect(user.state).toBe(state);
    }
  });
});
