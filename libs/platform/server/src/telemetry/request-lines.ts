import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from 'nestjs-pino';
import { stateOf } from '../http/request-state';
import { Metrics } from './metrics';
import { redactUrl } from './redact';

const SILENT = /^\/(health|metrics)\b/;

/**
 * One line and one measurement per finished request. The line has no headers, no body and no values of the query; the measurement
 * goes by route pattern, never by path: paths hold ids and personal links.
 */
export function logRequests(app: NestFastifyApplication): void {
  const [logger, metrics] = [app.get(Logger), app.get(Metrics)];
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onResponse', (request, reply, done) => {
      const { method, url } = request;
      const status = reply.raw.statusCode;
      metrics.request(method, request.routeOptions.url ?? 'none', status, reply.elapsedTime / 1000);
      if (!SILENT.test(url)) {
        const line = { correlationId: stateOf(request)?.correlationId, method, url: redactUrl(url), status, ms: Math.round(reply.elapsedTime * 10) / 10, agent: request.headers['user-agent'] };
        if (status >= 500) logger.error(line, undefined, 'Request');
        else logger.log(line, 'Request');
      }
      done();
    });
}
