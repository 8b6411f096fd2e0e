import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import type { DestinationStream, LogFn, Logger } from 'pino';
import type { ConfigValues } from '../config/config';
import { correlationId } from '../http/correlation';
import { redactFields, redactText, redactUrl } from './redact';

const SILENT = /^\/(health|metrics)\b/;

type Seen = IncomingMessage & { readonly originalUrl?: string };

/** Parts of the framework that tell at every start, line by line, how they wire it up. */
const WIRING = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestFactory']);

function withoutWiring(this: Logger, input: Parameters<LogFn>, method: LogFn, level: number): void {
  const [line] = input as unknown[];
  const context = typeof line === 'object' && line !== null && 'context' in line ? String(line.context) : '';
  if (level > 30 || !WIRING.has(context)) method.apply(this, input);
}

const lineOfRequest = (request: Seen): object => ({ method: request.method, url: redactUrl(request.originalUrl ?? request.url ?? '/'), agent: request.headers['user-agent'] });
const idOf = (response: ServerResponse): string | undefined => {
  const id = response.getHeader('ms-correlationid');
  return typeof id === 'string' ? id : undefined;
};

/**
 * Structured log lines on stdout: one per request and whatever the code says, each with its correlation id. No headers, no bodies,
 * no query values; what still looks like a secret is cut out of the finished line.
 */
export function loggingModule(config: ConfigValues, destination?: DestinationStream): DynamicModule {
  const options = {
    level: config.LOG_LEVEL,
    base: null,
    formatters: { log: (line: object) => redactFields(line) as Record<string, unknown> },
    hooks: { streamWrite: redactText, logMethod: withoutWiring },
    mixin: () => ({ correlationId: correlationId() }),
    quietReqLogger: true,
    serializers: { req: (request: { raw: Seen }) => lineOfRequest(request.raw), res: (response: { raw: ServerResponse }) => ({ statusCode: response.raw.statusCode }) },
    customLogLevel: (_request: IncomingMessage, response: ServerResponse) => (response.statusCode >= 500 ? 'error' : 'info') as 'error' | 'info',
    // The error itself is logged once, by the filter.
    customErrorObject: (_request: IncomingMessage, response: ServerResponse, _error: Error, line: Record<string, unknown>) => ({ req: line['req'], res: line['res'], responseTime: line['responseTime'], correlationId: idOf(response) }),
    customSuccessObject: (_request: IncomingMessage, response: ServerResponse, line: Record<string, unknown>) => ({ ...line, correlationId: idOf(response) }),
    autoLogging: { ignore: (request: IncomingMessage) => SILENT.test((request as Seen).originalUrl ?? request.url ?? '') },
  };
  return LoggerModule.forRoot({ pinoHttp: destination ? [options, destination] : options });
}
