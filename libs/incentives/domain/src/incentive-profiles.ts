import { DomainError } from '@tandem/platform-kernel';
import type { Refusal } from '@tandem/platform-kernel';
import { isValidBIC, isValidIBAN } from 'ibantools';

/** Where payouts go. Account and bank code without spaces, upper case. */
export interface PayoutProfile {
  readonly accountHolder: string;
  readonly iban?: string;
  readonly accountNumber?: string;
  readonly bic?: string;
}

/** How the partner is taxed; country in ISO 3166-1 alpha-2. */
export interface TaxProfile {
  readonly taxId: string;
  readonly country: string;
}

/** What somebody typed of them. */
export interface GivenProfiles {
  readonly payout?: { readonly accountHolder: string; readonly iban?: string | undefined; readonly accountNumber?: string | undefined; readonly bic?: string | undefined } | undefined;
  readonly tax?: TaxProfile | undefined;
}

const invalid = (reason: string, field: string): Refusal => ({ rule: 'INC-08', reason, kind: 'invalid', field });
const TAX_ID = /^[A-Z0-9]{4,20}$/;
const compact = (text: string): string => text.replace(/[\s./-]/g, '').toUpperCase();
const bare = (text: string): string => text.replace(/\s/g, '').toUpperCase();

function readPayout({ accountHolder, iban, accountNumber, bic }: NonNullable<GivenProfiles['payout']>): { payout: PayoutProfile; refusals: Refusal[] } {
  const payout = {
    accountHolder,
    ...(iban === undefined ? {} : { iban: bare(iban) }),
    ...(accountNumber === undefined ? {} : { accountNumber: bare(accountNumber) }),
    ...(bic === undefined ? {} : { bic: bare(bic) }),
  };
  const named = payout.iban !== undefined || (payout.accountNumber !== undefined && payout.bic !== undefined);
  const refusals = [
    ...(named ? [] : [invalid('PAYOUT_ACCOUNT_REQUIRED', 'payout.iban')]),
    ...(payout.iban === undefined || isValidIBAN(payout.iban) ? [] : [invalid('IBAN_INVALID', 'payout.iban')]),
    ...(payout.bic === undefined || isValidBIC(payout.bic) ? [] : [invalid('BIC_INVALID', 'payout.bic')]),
  ];
  return { payout, refusals };
}

/**
 * Payout and tax profile as they are kept: the account by its IBAN (ISO 13616) or number and BIC (ISO 9362), without spaces (INC-08).
 * @throws DomainError with everything that is wrong: PAYOUT_ACCOUNT_REQUIRED, IBAN_INVALID, BIC_INVALID, TAX_ID_INVALID.
 */
export function readProfiles({ payout, tax }: GivenProfiles): { readonly payout?: PayoutProfile; readonly tax?: TaxProfile } {
  const read = payout && readPayout(payout);
  const kept = tax && { taxId: compact(tax.taxId), country: tax.country };
  const refusals = [...(read?.refusals ?? []), ...(kept && !TAX_ID.test(kept.taxId) ? [invalid('TAX_ID_INVALID', 'tax.taxId')] : [])];
  const [first, ...others] = refusals;
  if (first) throw new DomainError(first, ...others);
  return { ...(read ? { payout: read.payout } : {}), ...(kept ? { tax: kept } : {}) };
}

const masked = (number: string): string => `•••• ${number.slice(-4)}`;

/** A payout profile as others than those who keep or verify it see it: of the account its last four places. */
export const maskPayout = ({ accountHolder, iban, accountNumber, bic }: PayoutProfile): PayoutProfile => ({
  accountHolder,
  ...(iban === undefined ? {} : { iban: masked(iban) }),
  ...(accountNumber === undefined ? {} : { accountNumber: masked(accountNumber) }),
  ...(bic === undefined ? {} : { bic }),
});
