import { describe, expect, it } from '@jest/globals';
import { bodyOf, missingOf, sameTexts, textsOf } from './profile-texts';
import type { ProfileTexts } from './profile-texts';

const EMPTY = textsOf({}, 'CH');
const texts = (given: Partial<ProfileTexts>): ProfileTexts => ({ ...EMPTY, ...given });

describe('payout and tax profile as they are typed', () => {
  it('INC-08: nothing typed asks for both profiles', () => {
    expect(missingOf(EMPTY)).toEqual(['payout.accountHolder', 'payout.iban', 'tax.taxId']);
    expect(bodyOf(EMPTY)).toEqual({});
  });

  it('INC-08: one of them can be saved alone; the country is only proposed', () => {
    const tax = texts({ taxId: 'CHE-1' });
    expect([missingOf(tax), bodyOf(tax)]).toEqual([[], { tax: { taxId: 'CHE-1', country: 'CH' } }]);
    const payout = texts({ accountHolder: 'Meier', iban: 'CH93' });
    expect([missingOf(payout), bodyOf(payout)]).toEqual([[], { payout: { accountHolder: 'Meier', iban: 'CH93' } }]);
  });

  it('INC-08: an account number goes with a BIC, and an IBAN without', () => {
    const account = texts({ kind: 'account', accountHolder: 'Meier', accountNumber: '12', iban: 'CH93' });
    expect(missingOf(account)).toEqual(['payout.bic']);
    expect(bodyOf({ ...account, bic: 'UBSWCHZH' })).toEqual({ payout: { accountHolder: 'Meier', accountNumber: '12', bic: 'UBSWCHZH' } });
  });

  it('what was typed of the other kind stays, and is not sent', () => {
    const one = texts({ accountHolder: 'Meier', iban: 'CH93', accountNumber: '12' });
    expect(sameTexts(one, { ...one, accountNumber: '13' })).toBe(true);
    expect(sameTexts(one, { ...one, kind: 'account' })).toBe(false);
  });

  it('begins with what is kept', () => {
    const kept = textsOf({ payout: { accountHolder: 'Meier', accountNumber: '12', bic: 'UBSWCHZH' }, tax: { taxId: '1', country: 'DE' } }, 'CH');
    expect([kept.kind, kept.bic, kept.country]).toEqual(['account', 'UBSWCHZH', 'DE']);
  });
});
