import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@tandem/platform-kernel';
import { maskPayout, readProfiles } from './incentive-profiles';
import type { GivenProfiles } from './incentive-profiles';

const refused = (given: GivenProfiles): string[] => {
  try {
    readProfiles(given);
    return [];
  } catch (error) {
    return (error as DomainError).refusals.map(({ rule, reason, field }) => `${rule} ${reason} ${field}`);
  }
};

describe('the profiles of an incentive', () => {
  it('INC-08: keep an IBAN without spaces, in upper case', () => {
    expect(readProfiles({ payout: { accountHolder: 'Keller', iban: 'de89 3704 0044 0532 0130 00' }, tax: { taxId: 'de 123.456-789', country: 'DE' } })).toEqual({
      payout: { accountHolder: 'Keller', iban: 'DE89370400440532013000' },
      tax: { taxId: 'DE123456789', country: 'DE' },
    });
  });

  it('INC-08: take a number with the BIC of its bank in the place of an IBAN', () => {
    expect(refused({ payout: { accountHolder: 'Prairie', accountNumber: '123456789', bic: 'CHASUS33' } })).toEqual([]);
    expect(refused({ payout: { accountHolder: 'Prairie', accountNumber: '123456789' } })).toEqual(['INC-08 PAYOUT_ACCOUNT_REQUIRED payout.iban']);
    expect(refused({ payout: { accountHolder: 'Prairie' } })).toEqual(['INC-08 PAYOUT_ACCOUNT_REQUIRED payout.iban']);
  });

  it('INC-08: name everything that is wrong at once; a wrong digit is found', () => {
    expect(refused({ payout: { accountHolder: 'Keller', iban: 'DE89370400440532013001', bic: 'NOBIC' }, tax: { taxId: '1', country: 'DE' } })).toEqual([
      'INC-08 IBAN_INVALID payout.iban',
      'INC-08 BIC_INVALID payout.bic',
      'INC-08 TAX_ID_INVALID tax.taxId',
    ]);
  });

  it('AUD-04: show of an account its last four places', () => {
    expect(maskPayout({ accountHolder: 'Keller', iban: 'DE89370400440532013000', accountNumber: '123456789', bic: 'COBADEFF' })).toEqual({ accountHolder: 'Keller', iban: '•••• 3000', accountNumber: '•••• 6789', bic: 'COBADEFF' });
  });
});
