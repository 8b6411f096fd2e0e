import { describe, expect, it } from '@jest/globals';
import { PartnerUser } from './partner-user';
import type { RoleGrant } from './role';
import { assignRoles } from './role-assignment';
import type { RoleAssignment } from './role-assignment';

const now = new Date('2026-11-20T09:00:00Z');
const user = PartnerUser.welcome({
  organisationId: '0c000000-0000-4000-8000-000000000001',
  email: 'GA@Alpenblick.example',
  firstName: 'Katharina',
  lastName: 'Huber',
  locale: 'de',
  passwordHash: 'x',
  now,
});
const assign = (wanted: readonly RoleGrant[], { held = [] as readonly RoleAssignment[], others = 1, isOperator = false } = {}) =>
  assignRoles({ user, held, wanted, otherGlobalAdmins: others, isOperator, now });

describe('roles of a person', () => {
  it.each([
    ['ROL-06', 'nobody is without a role', [], 'ROLE_REQUIRED'],
    ['ROL-08', 'incentive roles name their locations', [{ role: 'incentive_admin' }], 'ROLE_LOCATION_REQUIRED'],
    ['ROL-08', 'other roles have no locations', [{ role: 'admin_agent', locations: ['6200002'] }], 'ROLE_LOCATION_REFUSED'],
    ['ROL-01', 'operators belong to the operator alone', [{ role: 'operator' }], 'OPERATOR_ONLY'],
  ] as const)('%s: %s', (rule, _, wanted, reason) => {
    expect(() => assign(wanted)).toThrow(`${reason} (${rule})`);
  });

  it('ROL-01: the operator has no roles of partners', () => {
    expect(() => assign([{ role: 'global_admin' }], { isOperator: true })).toThrow('OPERATOR_ONLY (ROL-01)');
  });

  it('ROL-09: the last Global admin stays', () => {
    const { granted } = assign([{ role: 'global_admin' }]);
    expect(() => assign([{ role: 'sales_agent' }], { held: granted, others: 0 })).toThrow('LAST_GLOBAL_ADMIN (ROL-09)');
    expect(() => user.deactivate(true, 0)).toThrow('LAST_GLOBAL_ADMIN (ROL-09)');
    expect(user.state).toBe('active');
  });

  it('changes only what differs', () => {
    const before = assign([{ role: 'global_admin' }, { role: 'incentive_user', locations: ['6200002', '6200009'] }]).granted;
    const change = assign(
      [{ role: 'incentive_user', locations: ['6200009', '6200002'] }, { role: 'admin_agent' }, { role: 'admin_agent' }],
      { held: before },
    );
    expect(change.granted.map(({ role }) => role)).toEqual(['admin_agent']);
    expect(change.withdrawn.map(({ role }) => role)).toEqual(['global_admin']);
  });
});

describe('a password', () => {
  it('ROL-06: the first one is temporary until the person chooses another', () => {
    expect(user.mustChangePassword).toBe(true);
    user.changePassword('y');
    expect(user).toMatchObject({ mustChangePassword: false, passwordHash: 'y', email: 'ga@alpenblick.example' });
  });
});
