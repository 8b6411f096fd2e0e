import { KINDS, plan } from './plan';

describe('the plan of a random run', () => {
  it('F25: is the same for the same seed and another one for another seed', () => {
    expect(plan(1, 600_000)).toEqual(plan(1, 600_000));
    expect(plan(2, 600_000)).not.toEqual(plan(1, 600_000));
  });

  it('F25: has every kind of fault in each round, from the first seconds to the last', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const strikes = plan(seed, 180_000);
      expect(new Set(strikes.slice(0, KINDS.length).map(({ kind }) => kind))).toEqual(new Set(KINDS));
      expect(strikes[0]?.atMs).toBeLessThan(10_000);
      expect(strikes.at(-1)?.atMs).toBeLessThanOrEqual(165_000);
      expect(plan(seed, 600_000).length).toBeGreaterThan(strikes.length * 2);
    }
  });
});
