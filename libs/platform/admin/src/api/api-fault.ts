import type { ErrorBody, Fault } from '@tandem/platform-contract';

/** Why a call did not succeed: what the API said, or that nothing (readable) came back. The console words it by `reason`. */
export class ApiFault extends Error {
  override readonly name = 'ApiFault';

  constructor(
    /** HTTP status; 0 when no answer came. */
    readonly status: number,
    readonly body: ErrorBody | undefined,
    /** `MS-CorrelationId` of the answer, for asking about it. */
    readonly correlationId: string,
    own?: 'OFFLINE',
  ) {
    super(own ?? body?.data[0]?.reason ?? (status === 0 ? 'NO_ANSWER' : 'ANSWER_UNREADABLE'));
  }

  /** The literal that names the refusal; `NO_ANSWER`, `ANSWER_UNREADABLE` and `OFFLINE` are the console's own. */
  get reason(): string {
    return this.message;
  }

  /** Everything the API had to say no to, each with its rule and field. */
  get faults(): readonly Fault[] {
    return this.body?.data ?? [];
  }

  /** The refusal that concerns one field (dotted path), if any. */
  of(field: string): Fault | undefined {
    return this.faults.find((fault) => fault.field === field);
  }
}
