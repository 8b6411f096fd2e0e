import { OptimisticLockError } from '@mikro-orm/core';
import { HttpException, Inject, Injectable } from '@nestjs/common';
import { STATUS_OF_KIND } from '@tandem/platform-contract';
import type { Fault } from '@tandem/platform-contract';
import { DomainError } from '@tandem/platform-kernel';
import type { Refusal } from '@tandem/platform-kernel';
import { databaseFault } from './database-fault';
import { Reasons } from './reasons';

/** An error as it leaves: status, headers and body. */
export interface ErrorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  /** A bug, or something outside is broken: somebody has to hear of it. */
  readonly unexpected: boolean;
}

/** Constraint name → reason, of all contexts. */
export const CONSTRAINTS = Symbol('constraints');

const refused = (rule: string, reason: string, kind: Refusal['kind']): DomainError => new DomainError({ rule, reason, kind });

const OF_FASTIFY: Readonly<Record<string, () => DomainError>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => refused('API-03', 'BODY_TOO_LARGE', 'invalid'),
  FST_ERR_BAD_URL: () => refused('API-06', 'METHOD_UNKNOWN', 'missing'),
  FST_ERR_MAX_PARAM_LENGTH: () => refused('API-06', 'METHOD_UNKNOWN', 'missing'),
};

/** Errors of the framework that mean the request is at fault: they carry a 4xx status of their own. */
function ofFramework(error: object): DomainError | undefined {
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  const known = OF_FASTIFY[String(code)];
  if (known) return known();
  const status = error instanceof HttpException ? error.getStatus() : Number(statusCode);
  if (status === 404 || status === 405) return refused('API-06', 'METHOD_UNKNOWN', 'missing');
  if (status === 413) return refused('API-03', 'BODY_TOO_LARGE', 'invalid');
  return status >= 400 && status < 500 ? refused('API-02', 'BODY_UNREADABLE', 'invalid') : undefined;
}

const broken = (status: 500 | 503, reason: string, description: string, fix: string): ErrorAnswer => ({
  status,
  headers: status === 503 ? { 'retry-after': '1' } : {},
  body: { code: 800003, description, data: [{ rule: 'API-09', reason, fix }], source: 'Tandem' },
  unexpected: true,
});

/** Turns whatever was thrown into the API's error body; nothing of the inside gets out. */
@Injectable()
export class ErrorBodies {
  constructor(
    @Inject(Reasons) private readonly reasons: Reasons,
    @Inject(CONSTRAINTS) private readonly constraints: ReadonlyMap<string, string>,
  ) {}

  /** The answer to an error; never throws. */
  render(error: unknown): ErrorAnswer {
    const refusal = this.refusalOf(error);
    if (refusal) return this.refusal(refusal);
    if (databaseFault(error)?.kind === 'unreachable') {
      return broken(503, 'UNAVAILABLE', 'The service cannot answer right now.', 'Repeat the request after a moment.');
    }
    return broken(500, 'INTERNAL', 'Something went wrong inside.', 'Repeat the request; if it fails again, tell the operator the correlation id.');
  }

  /** What an error means as a refusal; undefined when it is none. */
  refusalOf(error: unknown): DomainError | undefined {
    if (error instanceof DomainError) return error;
    if (error instanceof OptimisticLockError) return refused('API-07', 'STALE', 'invalid');
    const fault = databaseFault(error);
    if (fault?.kind === 'data') return refused('API-01', 'FIELD_INVALID', 'invalid');
    if (fault?.kind === 'unique') {
      const name = this.constraints.get(fault.constraint);
      const reason = name === undefined ? undefined : this.reasons.find(name);
      return reason && name ? refused(reason.rule, name, reason.kind) : undefined;
    }
    return fault || typeof error !== 'object' || error === null ? undefined : ofFramework(error);
  }

  private refusal(error: DomainError): ErrorAnswer {
    const [first] = error.refusals;
    const data = error.refusals.map((refusal) => this.fault(refusal));
    const says = this.reasons.find(data[0]?.reason ?? '')?.says ?? first.reason;
    const wait = Number(first.details?.['retryAfter'] ?? (first.kind === 'limited' ? 60 : Number.NaN));
    const headers = {
      ...(Number.isFinite(wait) ? { 'retry-after': String(Math.max(1, Math.ceil(wait))) } : {}),
      ...(first.kind === 'unauthenticated' ? { 'www-authenticate': 'Bearer realm="Tandem"' } : {}),
    };
    const body =
      first.kind === 'limited'
        ? { statusCode: 429, message: `${says} Try again in ${headers['retry-after']} seconds.`, data }
        : { code: this.reasons.find(data[0]?.reason ?? '')?.code ?? 800002, description: says, data, source: 'Tandem' };
    return { status: STATUS_OF_KIND[error.kind], headers, body, unexpected: false };
  }

  private fault({ rule, reason, kind, field, details }: Refusal): Fault {
    const known = this.reasons.find(reason);
    // A schema's message may look like a reason without being one.
    if (!known && kind === 'invalid') return { ...this.fault({ rule: 'API-01', reason: 'FIELD_INVALID', kind, details: { detail: reason } }), ...(field ? { field } : {}) };
    return { rule: known?.rule ?? rule, reason, ...(field ? { field } : {}), fix: known?.fix ?? '', ...details };
  }
}
