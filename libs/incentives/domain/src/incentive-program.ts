import { INCENTIVE_PROGRAM_DATA } from './incentive-program.data';
import type { IncentiveProgram } from './incentive-program.data';

/** What is known of an incentive program; days are 24 hours each, counted from T0. */
export interface IncentiveProgramData {
  readonly name: { readonly de: string; readonly en: string };
  /** The program an organisation has to hold. */
  readonly eligible: 'indirect_reseller' | 'direct_bill';
  readonly newcomers: 'always' | 'by_configuration';
  readonly inviteWithinDays: number;
  readonly enrollWithinDays: number;
  readonly documents: readonly ('payout_profile' | 'tax_profile')[];
  readonly fiscalYearBegins: { readonly month: number; readonly day: number };
}

/** All incentive programs, in the order in which they are shown. */
export const INCENTIVE_PROGRAM_NAMES = Object.keys(INCENTIVE_PROGRAM_DATA) as readonly IncentiveProgram[];

/** How an organisation came to hold a program. */
export interface HeldProgram {
  readonly program: string;
  readonly path: string;
}

/**
 * The incentive that begins with a program that became active; undefined when none does. Whoever became a reseller the ordinary way is promised an
 * invitation only where that is configured (INC-01, INC-13).
 */
export function incentiveOf({ program, path }: HeldProgram, { newResellers }: { readonly newResellers: boolean }): IncentiveProgram | undefined {
  const name = INCENTIVE_PROGRAM_NAMES.find((one) => INCENTIVE_PROGRAM_DATA[one].eligible === program);
  if (name === undefined) return undefined;
  const promised = INCENTIVE_PROGRAM_DATA[name].newcomers === 'always' || path === 'transition' || newResellers;
  return promised ? name : undefined;
}

/** The term of a program at an instant, a fiscal year (INC-09): ISO dates of its first and last day, and the first instant after it. */
export function termAt(program: IncentiveProgram, at: Date): { readonly from: string; readonly until: string; readonly endsAt: Date } {
  const { month, day } = INCENTIVE_PROGRAM_DATA[program].fiscalYearBegins;
  const begins = (year: number): Date => new Date(Date.UTC(year, month - 1, day));
  const year = at < begins(at.getUTCFullYear()) ? at.getUTCFullYear() - 1 : at.getUTCFullYear();
  const iso = (date: Date): string => date.toISOString().slice(0, 10);
  const endsAt = begins(year + 1);
  return { from: iso(begins(year)), until: iso(new Date(endsAt.getTime() - 1)), endsAt };
}
