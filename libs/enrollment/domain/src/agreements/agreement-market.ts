import { countriesOf, DomainError, regionOf } from '@tandem/platform-kernel';
import type { Refusal } from '@tandem/platform-kernel';

/** Where a version is for: the countries of some regions, and single ones; both null: everywhere. */
export interface Market {
  readonly regions: readonly string[] | null;
  readonly countries: readonly string[] | null;
}

const once = (given: readonly string[] | undefined): string[] | null => (given === undefined || given.length === 0 ? null : [...new Set(given)].sort());

/**
 * A market as it is kept: each part once, in order; nothing named is everywhere.
 * @throws DomainError REGION_UNKNOWN (GEO-02), COUNTRY_UNSUPPORTED (GEO-03), with every one that is wrong.
 */
export function marketOf(given: { readonly regions?: readonly string[] | undefined; readonly countries?: readonly string[] | undefined }): Market {
  const market = { regions: once(given.regions), countries: once(given.countries) };
  const refusals: Refusal[] = [
    ...(market.regions ?? []).filter((region) => !countriesOf(region)).map((region): Refusal => ({ rule: 'GEO-02', reason: 'REGION_UNKNOWN', kind: 'invalid', field: 'regions', details: { region } })),
    ...(market.countries ?? []).filter((country) => !regionOf(country)).map((country): Refusal => ({ rule: 'GEO-03', reason: 'COUNTRY_UNSUPPORTED', kind: 'invalid', field: 'countries', details: { country } })),
  ];
  const [first, ...others] = refusals;
  if (first) throw new DomainError(first, ...others);
  return market;
}

/** Whether a market holds a country (ISO 3166-1 alpha-2); one without a region is in none (GEO-03). */
export function inMarket({ regions, countries }: Market, country: string): boolean {
  const region = regionOf(country);
  if (region === undefined) return false;
  return (regions === null && countries === null) || Boolean(regions?.includes(region) || countries?.includes(country));
}

/** The countries of a market; null: every one. */
export const countriesIn = ({ regions, countries }: Market): string[] | null => (regions === null && countries === null ? null : [...new Set([...(regions ?? []).flatMap((region) => countriesOf(region) ?? []), ...(countries ?? [])])]);

/** Whether one market holds every country of another. */
export function covers(one: Market, other: Market): boolean {
  const mine = countriesIn(one);
  const theirs = countriesIn(other);
  return mine === null || (theirs !== null && theirs.every((country) => mine.includes(country)));
}
