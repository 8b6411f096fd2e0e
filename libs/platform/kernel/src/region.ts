import { COUNTRY_EXCEPTIONS, REGIONS } from './region.data';
import type { Currency, Region } from './region.data';

const byCountry = new Map<string, Region>(
  (Object.keys(REGIONS) as Region[]).flatMap((region) => REGIONS[region].countries.split(' ').map((country) => [country, region] as const)),
);

/** The trading region of a country (ISO 3166-1 alpha-2, upper case), or undefined when it is not supported (GEO-02, GEO-03). */
export const regionOf = (country: string): Region | undefined => byCountry.get(country);

/** The currency of a country: its exception, else its region's (GEO-06); undefined when the country is not supported. */
export function currencyOf(country: string): Currency | undefined {
  const region = regionOf(country);
  return region && (COUNTRY_EXCEPTIONS[country] ?? REGIONS[region].currency);
}

/** Whether two countries may trade with each other: same region, the country may differ (GEO-04, GEO-07). */
export function sameRegion(one: string, other: string): boolean {
  const region = regionOf(one);
  return region !== undefined && region === regionOf(other);
}

/** The countries of a trading region (ISO 3166-1 alpha-2); undefined when there is no such region. */
export const countriesOf = (region: string): readonly string[] | undefined =>
  Object.hasOwn(REGIONS, region) ? REGIONS[region as Region].countries.split(' ') : undefined;

/** Every trading region (GEO-02). */
export const supportedRegions = (): readonly Region[] => Object.keys(REGIONS) as Region[];

/** Every country that belongs to a trading region (GEO-03), as ISO 3166-1 alpha-2. */
export const supportedCountries = (): readonly string[] => [...byCountry.keys()];
