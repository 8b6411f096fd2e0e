/** What kind of "no" this is; the HTTP status and the console's tone follow from it. */
export type ErrorKind = 'invalid' | 'unauthenticated' | 'forbidden' | 'missing' | 'conflict' | 'gone' | 'limited';

/** One refusal: the rule that says no, a literal reason, and the field (dotted path in camelCase) it is about. */
export interface Refusal {
  readonly rule: string;
  readonly reason: string;
  readonly kind: ErrorKind;
  readonly field?: string;
  /** Values that explain the case, e.g. `{ state: 'expired' }`. Never secrets: they leave the system in the error body. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * The only way a rule says no. The HTTP filter turns it into the API's error body; a job turns it into a final failure.
 * Several refusals of one input travel together (`others`), so that all faults of a body are reported at once.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly refusals: readonly [Refusal, ...Refusal[]];

  constructor(first: Refusal, ...others: Refusal[]) {
    super(`${first.reason} (${first.rule})`);
    this.refusals = [first, ...others];
  }

  get kind(): ErrorKind {
    return this.refusals[0].kind;
  }

  get reason(): string {
    return this.refusals[0].reason;
  }
}

/** The answer for a record that is not there, and the same for one of somebody else: which of both it is, is nobody's business (SEC-01). */
export const notFound = (field?: string): DomainError => new DomainError({ rule: 'SEC-01', reason: 'NOT_FOUND', kind: 'missing', ...(field === undefined ? {} : { field }) });
