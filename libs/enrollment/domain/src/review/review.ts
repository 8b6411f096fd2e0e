import { businessData } from './business-data';
import type { Check, CheckId, Facts, Finding } from './check';
import { companyDomain } from './company-domain';
import { duplicate } from './duplicate';
import { emailOwnership } from './email-ownership';
import { mpn } from './mpn';
import { registrationId } from './registration-id';

const CHECKS: readonly Check[] = [emailOwnership, companyDomain, businessData, registrationId, duplicate, mpn];

/** A finding as it is kept: with what it rests on, and whether a person set it by hand. */
export interface KeptFinding extends Finding {
  readonly id: CheckId;
  readonly version: number;
  /** What it was found for; the same basis needs no second look. */
  readonly basis: string;
  readonly byHand: boolean;
}

const basisOf = (check: Check, facts: Facts): string => JSON.stringify(check.reads(facts) ?? null);

/**
 * The findings about a company. A check whose basis and version are those of what is kept is not run again (ENR-18): neither what the engine found
 * before, nor what a person has set by hand, comes out otherwise for the same facts, so that a review can be run again at any time.
 * @param again checks that are to be run whatever is kept.
 */
export const findingsOn = (facts: Facts, kept: readonly KeptFinding[], again: readonly CheckId[] = []): KeptFinding[] =>
  CHECKS.map((check) => {
    const basis = basisOf(check, facts);
    const before = kept.find(({ id }) => id === check.id);
    if (before?.basis === basis && (before.byHand || before.version === check.version) && !again.includes(check.id)) return before;
    return { id: check.id, version: check.version, basis, byHand: false, ...check.run(facts) };
  });

/** The findings with one that a person sets, resting on what they write down; it holds for the facts of now (VER-09). */
export function setByHand(facts: Facts, kept: readonly KeptFinding[], id: CheckId, { result, evidence }: { readonly result: 'pass' | 'fail'; readonly evidence: string }): KeptFinding[] {
  const others = findingsOn(facts, kept);
  return others.map((found) => (found.id === id ? { ...found, result, reason: result === 'pass' ? null : 'SET_BY_HAND', evidence: { ...found.evidence, note: evidence }, byHand: true } : found));
}

/** Whether nobody has to look any more: every check passes, and by itself (VER-03). Where a person set one, a person decides. */
export const approvedByItself = (findings: readonly KeptFinding[]): boolean => findings.length === CHECKS.length && findings.every(({ result, byHand }) => result === 'pass' && !byHand);
