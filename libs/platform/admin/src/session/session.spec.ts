import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from '@jest/globals';
import { PERMISSIONS, ROLES } from '@tandem/platform-contract';
import type { Program, Role } from '@tandem/platform-contract';
import { MENU, menuOf } from '../shell/menu-entry';
import { ME_SOURCE, Session } from './session';

async function signedIn(roles: Role[], programs: Program[], locations?: string[]): Promise<Session> {
  const me = {
    user: { id: '1', email: 'a@b.example', firstName: 'Anna', lastName: 'Weber' },
    organisation: { id: '2', name: 'B', country: 'DE' },
    programs,
    roles: roles.map((role) => ({ role, ...(locations ? { locations } : {}) })),
    sandbox: false,
  };
  TestBed.resetTestingModule().configureTestingModule({
    providers: [
      { provide: ME_SOURCE, useValue: () => Promise.resolve(me) },
      { provide: MENU, useValue: [{ path: 'r', label: 'r', icon: 'x', action: 'partnership.request', key: 'r', order: 2 }, { path: '', label: 'o', icon: 'x', key: 'h', order: 1 }] },
    ],
  });
  const session = TestBed.inject(Session);
  await session.load();
  return session;
}

describe('what the signed-in person may do', () => {
  it('ROL-01: follows the permission table for every action and role', async () => {
    for (const row of PERMISSIONS) {
      for (const role of ROLES) {
        const session = await signedIn([role], [...row.programs]);
        expect([row.action, role, session.may(row.action)]).toEqual([row.action, role, (row.anyOf as readonly string[]).includes(role)]);
      }
    }
  });

  it('ROL-05: two roles that count only together are needed both', async () => {
    const may = async (...roles: Role[]): Promise<boolean> => (await signedIn(roles, [])).may('partner-user.create');
    expect([await may('global_admin'), await may('admin_agent'), await may('global_admin', 'admin_agent')]).toEqual([false, false, true]);
  });

  it('ROL-01: a refusal names who may', async () => {
    const session = await signedIn(['helpdesk_agent'], ['indirect_provider']);
    expect(session.refusal('partnership.terminate')).toEqual({ action: 'partnership.terminate', reason: 'ROLE_MISSING', roles: ['global_admin', 'admin_agent'], programs: ['indirect_provider'] });
  });

  it('ROL-01: a refusal names no role that people of this kind of organisation cannot hold, unless there is no other', async () => {
    const session = await signedIn(['mpn_partner_admin'], ['indirect_provider']);
    expect(session.refusal('partner-user.create')?.roles).not.toContain('operator');
    expect(session.refusal('organisation.manage')?.roles).toEqual(['operator']);
    expect((await signedIn([], ['operator'])).refusal('partner-user.create')?.roles).toEqual(['operator']);
  });

  it('ROL-08: a role for locations counts at these alone, and a refusal says so', async () => {
    const session = await signedIn(['incentive_admin'], ['direct_bill'], ['6210001']);
    expect([session.may('incentive.accept'), session.may('incentive.accept', '6210001'), session.may('incentive.accept', '6210002')]).toEqual([true, true, false]);
    expect(session.refusal('incentive.accept', '6210002')?.reason).toBe('LOCATION_MISSING');
  });

  it('ORG-02: the right role without the program is not enough', async () => {
    const session = await signedIn(['global_admin'], ['indirect_reseller']);
    expect(session.refusal('partnership.request')?.reason).toBe('PROGRAM_MISSING');
  });

  it('ORG-02: where role and program are missing, it says the one that no role mends', async () => {
    const session = await signedIn(['helpdesk_agent'], ['direct_bill']);
    expect(session.refusal('partnership.providers')?.reason).toBe('PROGRAM_MISSING');
  });

  it('ORG-09: menu entries are absent without role or program', async () => {
    await signedIn(['sales_agent'], ['indirect_provider']);
    expect(TestBed.runInInjectionContext(menuOf).map((entry) => entry.path)).toEqual(['', 'r']);
    await signedIn(['sales_agent'], ['indirect_reseller']);
    expect(TestBed.runInInjectionContext(menuOf).map((entry) => entry.path)).toEqual(['']);
  });
});
