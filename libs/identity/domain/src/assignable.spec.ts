import { describe, expect, it } from '@jest/globals';
import { requireAssignable, requireOwnLocations } from './assignable';
import { PartnerUser } from './partner-user';
import type { Role, RoleGrant } from './role';
import { assignRoles } from './role-assignment';
import type { RoleAssignment } from './role-assignment';

const now = new Date('2026-11-28T09:00:00Z');
const user = PartnerUser.welcome({
  ...{ organisationId: '0c000000-0000-4000-8000-000000000001', email: 'x@alpenblick.example', firstName: 'X', lastName: 'Y' },
  ...{ locale: 'en', passwordHash: 'x', now },
});
const held = (...grants: RoleGrant[]): readonly RoleAssignment[] =>
  grants.length === 0 ? [] : assignRoles({ user, held: [], wanted: grants, otherGlobalAdmins: 1, isOperator: false, now }).granted;
const BELOW: readonly Role[] = ['incentive_admin', 'report_viewer'];

describe('who may give and take which role', () => {
  it.each([
    ['gives a role of the tenant', [], [{ role: 'sales_agent' }]],
    ['takes a role of the tenant', [{ role: 'sales_agent' }, { role: 'report_viewer' }], [{ role: 'report_viewer' }]],
    ['makes somebody Global admin, themselves too', [{ role: 'report_viewer' }], [{ role: 'report_viewer' }, { role: 'global_admin' }]],
  ] as const)('ROL-07: nobody %s beyond what they may assign', (_, before, wanted) => {
    expect(() => requireAssignable({ held: held(...(before as unknown as RoleGrant[])), wanted, assignable: BELOW })).toThrow('ROLE_NOT_ASSIGNABLE (ROL-07)');
  });

  it('ROL-07: every role beyond is named, each once, with who may', () => {
    try {
      requireAssignable({ held: held({ role: 'admin_agent' }), wanted: [{ role: 'global_admin' }, { role: 'report_viewer' }], assignable: BELOW });
      throw new Error('It was let through');
    } catch (error) {
      expect(error).toMatchObject({ refusals: [{ details: { role: 'global_admin', requiredRoles: ['global_admin', 'user_admin'] } }, { details: { role: 'admin_agent' } }] });
    }
  });

  it('ROL-07: roles of the tenant that stay are in nobody’s way', () => {
    const before = held({ role: 'sales_agent' }, { role: 'incentive_admin', locations: ['6200002'] });
    const wanted = [{ role: 'sales_agent' }, { role: 'incentive_admin', locations: ['6200009'] }, { role: 'report_viewer' }] as const;
    expect(() => requireAssignable({ held: before, wanted, assignable: BELOW })).not.toThrow();
    expect(() => requireAssignable({ held: before, wanted, assignable: ['report_viewer'] })).toThrow('ROLE_NOT_ASSIGNABLE');
  });
});

describe('locations of incentive roles', () => {
  const open = new Set(['6200002']);
  it('ROL-08: have to be open and the own organisation’s', () => {
    expect(() => requireOwnLocations({ held: [], wanted: [{ role: 'incentive_user', locations: ['6200002', '6210001'] }], open })).toThrow('ROLE_LOCATION_UNKNOWN (ROL-08)');
    expect(() => requireOwnLocations({ held: [], wanted: [{ role: 'incentive_user', locations: ['6200002'] }], open })).not.toThrow();
  });

  it('ROL-08: one that was closed stays with the role that has it, and comes to no other', () => {
    const before = held({ role: 'incentive_user', locations: ['6200009'] });
    expect(() => requireOwnLocations({ held: before, wanted: [{ role: 'incentive_user', locations: ['6200009', '6200002'] }], open })).not.toThrow();
    expect(() => requireOwnLocations({ held: before, wanted: [{ role: 'incentive_admin', locations: ['6200009'] }], open })).toThrow('ROLE_LOCATION_UNKNOWN');
  });
});
