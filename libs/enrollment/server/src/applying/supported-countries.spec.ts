import { describe, expect, it } from '@jest/globals';
import { SUPPORTED_COUNTRIES } from '@tandem/enrollment-contract';
import { supportedCountries } from '@tandem/platform-kernel';

describe('the countries that the form offers', () => {
  it('ENR-12: are those of the trading regions', () => {
    expect([...SUPPORTED_COUNTRIES].sort()).toEqual([...supportedCountries()].sort());
  });
});
