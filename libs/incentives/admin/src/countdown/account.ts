import type { PayoutView } from '@tandem/incentives-contract';

/** An IBAN in groups of four, as it stands on paper; one that is masked stays as it is. */
export const grouped = (iban: string): string => (/^\w+$/.test(iban) ? iban.replace(/(.{4})(?=.)/g, '$1 ') : iban);

/** An account in one line: the IBAN, or number and BIC. */
export const accountOf = ({ iban, accountNumber, bic }: PayoutView): string => (iban === undefined ? [accountNumber, bic].filter(Boolean).join(', ') : grouped(iban));
