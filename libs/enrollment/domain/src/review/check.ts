import type { Application } from '../application';

/** What is looked at before a company is approved (VER-03), in the order in which it is shown. */
export const CHECK_IDS = ['email_ownership', 'company_domain', 'business_data', 'registration_id', 'duplicate', 'mpn'] as const;
export type CheckId = (typeof CHECK_IDS)[number];

/** `fail` means that it is known to be wrong, `unclear` that a person has to look; neither rejects anybody by itself. */
export type CheckResult = 'pass' | 'fail' | 'unclear';

/** What a check found: the reason is a literal for which there are words, evidence is what it looked at, in plain values. */
export interface Finding {
  readonly result: CheckResult;
  readonly reason: string | null;
  readonly evidence: Readonly<Record<string, string>>;
}

/** What is known outside. `unknown` counts for nothing and against nobody. */
export type Outside = 'yes' | 'no' | 'unknown';

/** Another organisation that may be the same company. */
export interface Resembling {
  readonly organisationId: string;
  readonly name: string;
  readonly domain: string;
  /** What is the same. */
  readonly by: 'registration_number' | 'name_and_postal_code';
}

/** Everything that checks know. They look at nothing else, so the same facts give the same findings. */
export interface Facts {
  readonly application: Application;
  /** When the primary contact confirmed this address; null as long as it has not. */
  readonly contactConfirmedAt: Date | null;
  /** Domain of the organisation's work account. */
  readonly tenantDomain: string;
  readonly resembling: readonly Resembling[];
  /** Whether mail arrives at the domain of the support address, as somebody outside says; `unknown` when nobody was asked, or nobody could tell. */
  readonly supportMail: Outside;
  /** The MPN account that was named; null when none was, undefined when there is none of this id. */
  readonly mpn: { readonly mpnId: string; readonly type: 'global' | 'location'; readonly status: 'active' | 'inactive'; readonly country: string } | null | undefined;
}

/** One check: a pure function, with what it reads and a version that goes up when it comes to judge otherwise. */
export interface Check {
  readonly id: CheckId;
  readonly version: number;
  /** What of the facts it reads; as long as that is the same, what it found before still holds (ENR-18, VER-06). */
  reads(facts: Facts): unknown;
  run(facts: Facts): Finding;
}

export const pass = (evidence: Finding['evidence'] = {}): Finding => ({ result: 'pass', reason: null, evidence });
export const unclear = (reason: string, evidence: Finding['evidence'] = {}): Finding => ({ result: 'unclear', reason, evidence });
export const fail = (reason: string, evidence: Finding['evidence'] = {}): Finding => ({ result: 'fail', reason, evidence });
