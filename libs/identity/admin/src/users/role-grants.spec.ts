import { mpnIdsIn, sameGrants } from './role-grants';

describe('roles as they are ticked', () => {
  it('ROL-08: locations are read as people write them', () => {
    expect(mpnIdsIn(' 6200002, 6200009;6200002\n6200010 ')).toEqual(['6200002', '6200009', '6200010']);
    expect(mpnIdsIn('  ')).toEqual([]);
  });

  it('are the same in any order, and others with other locations', () => {
    const held = [{ role: 'sales_agent' }, { role: 'incentive_user', locations: ['6200002', '6200009'] }] as const;
    expect(sameGrants(held.map((one) => ({ ...one })) as never, [{ role: 'incentive_user', locations: ['6200009', '6200002'] }, { role: 'sales_agent' }])).toBe(true);
    expect(sameGrants([{ role: 'incentive_user', locations: ['6200002'] }], [{ role: 'incentive_user', locations: ['6200009'] }])).toBe(false);
    expect(sameGrants([{ role: 'sales_agent' }], [])).toBe(false);
  });
});
