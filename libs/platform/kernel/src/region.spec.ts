import { countriesOf, currencyOf, regionOf, sameRegion } from './region';
import { REGIONS } from './region.data';

describe('regions', () => {
  it('GEO-03: puts every country in exactly one region', () => {
    const all = Object.values(REGIONS).flatMap((region) => region.countries.split(' '));
    expect(new Set(all).size).toBe(all.length);
    expect(all.every((country) => /^[A-Z]{2}$/.test(country))).toBe(true);
  });

  it('GEO-02: counts the countries of the published table', () => {
    const count = (region: keyof typeof REGIONS) => REGIONS[region].countries.split(' ').length;
    expect([count('africa'), count('asia_pacific'), count('australia'), count('europe')]).toEqual([47, 18, 23, 45]);
  });

  it('GEO-03: knows no region for an unlisted country', () => {
    expect([regionOf('KP'), regionOf('CN'), currencyOf('IR')]).toEqual([undefined, undefined, undefined]);
    expect(sameRegion('KP', 'KP')).toBe(false);
  });

  it('GEO-04: compares the region, not the country', () => {
    expect(sameRegion('FR', 'DE')).toBe(true);
    expect(sameRegion('US', 'GB')).toBe(false);
  });

  it('GEO-02: names the countries of a region, and of nothing else', () => {
    expect([countriesOf('united_states'), countriesOf('constructor'), countriesOf('Europe')]).toEqual([['US', 'UM'], undefined, undefined]);
  });

  it('GEO-06: takes the exception of a country before the default of its region', () => {
    expect([currencyOf('CH'), currencyOf('DE'), currencyOf('VA'), currencyOf('ZA')]).toEqual(['CHF', 'EUR', 'EUR', 'USD']);
  });
});
