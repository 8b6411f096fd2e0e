import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Span } from '@opentelemetry/api';
import type { FastifyInstance } from 'fastify';
import { tracer } from './span';

/** Asked for all the time, or open for hours. */
const UNTRACED = /^\/(health|metrics|v1\/stream)\b/i;

/**
 * A span for every request, a child of the caller's when it sends a `traceparent`. Named by route pattern and without query:
 * paths and queries hold personal links.
 */
export function traceRequests(instance: FastifyInstance): void {
  const spans = new WeakMap<object, Span>();
  instance.addHook('onRequest', (request, _reply, done) => {
    if (!UNTRACED.test(request.url)) {
      const span = tracer().startSpan(request.method, { kind: SpanKind.SERVER, attributes: { 'http.request.method': request.method } }, propagation.extract(context.active(), request.headers));
      spans.set(request.raw, span);
    }
    done();
  });
  // Like the correlation id: entered only after the body has been read, which leaves the asynchronous context of the arrival.
  instance.addHook('preHandler', (request, _reply, done) => {
    const span = spans.get(request.raw);
    if (span) context.with(trace.setSpan(context.active(), span), done);
    else done();
  });
  instance.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    const status = reply.raw.statusCode;
    const span = spans.get(request.raw)?.updateName(`${request.method} ${route}`).setAttributes({ 'http.route': route, 'http.response.status_code': status });
    if (status >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
    done();
  });
}
