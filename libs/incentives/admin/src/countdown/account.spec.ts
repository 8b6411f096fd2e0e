import { describe, expect, it } from '@jest/globals';
import { accountOf } from './account';

describe('an account in words', () => {
  it('is an IBAN in groups, or number and BIC; what is masked stays so', () => {
    expect(accountOf({ accountHolder: 'Meier', iban: 'CH9300762011623852957', bic: 'UBSWCHZH' })).toBe('CH93 0076 2011 6238 5295 7');
    expect(accountOf({ accountHolder: 'Meier', iban: '•••• 2957' })).toBe('•••• 2957');
    expect(accountOf({ accountHolder: 'Meier', accountNumber: '123', bic: 'UBSWCHZH' })).toBe('123, UBSWCHZH');
  });
});
