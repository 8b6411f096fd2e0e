import { describe, expect, it } from '@jest/globals';
import { PERMISSIONS } from '@tandem/platform-contract';
import { groupOf, grouped, GROUPS } from './groups';

describe('the groups of permissions', () => {
  it('have a place for every action of the table', () => {
    const known: readonly string[] = Object.values(GROUPS).flat();
    expect(PERMISSIONS.filter(({ action }) => !known.includes(action.slice(0, action.indexOf('.'))))).toEqual([]);
  });

  it('tell apart what begins alike', () => {
    expect([groupOf('organisation.manage'), groupOf('profile.edit'), groupOf('order.submit'), groupOf('new.thing')]).toEqual(['operation', 'organisation', 'commerce', 'operation']);
  });

  it('lose no row', () => {
    const rows = PERMISSIONS.map(({ action }) => ({ action, allowed: true, requiredRoles: [], requiredPrograms: [], heldBy: [] }));
    expect(grouped(rows).flatMap((group) => group.rows).length).toBe(PERMISSIONS.length);
  });
});
