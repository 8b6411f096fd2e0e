import { context, propagation, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Span, SpanOptions } from '@opentelemetry/api';

/** Tandem's own tracer; does nothing as long as no collector is named. */
export const tracer = () => trace.getTracer('tandem');

/** The present span as a W3C `traceparent`, to be kept with a job so that its run belongs to what ordered it; undefined when nothing is recorded. */
export function traceparent(): string | undefined {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent;
}

/** Marks a span as failed by the kind of error alone: messages may quote addresses. */
export function markFailed(span: Span | undefined, error: unknown): void {
  const type = error instanceof Error ? error.name : typeof error;
  span?.setAttribute('error.type', type).setStatus({ code: SpanStatusCode.ERROR, message: type });
}

/** Runs work in a span of its own, which ends with it. */
export const traced = <Result>(name: string, options: SpanOptions, work: (span: Span) => Promise<Result>): Promise<Result> =>
  tracer().startActiveSpan(name, options, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      markFailed(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
