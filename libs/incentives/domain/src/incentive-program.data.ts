import type { IncentiveProgramData } from './incentive-program';

/**
 * The incentive programs (INC-01, INC-04). Names and terms as the operator offers them; the fiscal year of the field begins on 1 July (INC-09).
 * `newcomers`: whether the ordinary way into the program starts the clock; `by_configuration` is INC-13.
 */
export const INCENTIVE_PROGRAM_DATA = {
  reseller: {
    name: { de: 'Anreizprogramm für Wiederverkäufer', en: 'Reseller incentive' },
    eligible: 'indirect_reseller',
    newcomers: 'by_configuration',
    inviteWithinDays: 30,
    enrollWithinDays: 30,
    documents: ['payout_profile', 'tax_profile'],
    fiscalYearBegins: { month: 7, day: 1 },
  },
  direct_bill: {
    name: { de: 'Anreizprogramm für Direktpartner', en: 'Direct-bill incentive' },
    eligible: 'direct_bill',
    newcomers: 'always',
    inviteWithinDays: 30,
    enrollWithinDays: 30,
    documents: ['payout_profile', 'tax_profile'],
    fiscalYearBegins: { month: 7, day: 1 },
  },
} as const satisfies Readonly<Record<string, IncentiveProgramData>>;

/** Name of an incentive program. */
export type IncentiveProgram = keyof typeof INCENTIVE_PROGRAM_DATA;
