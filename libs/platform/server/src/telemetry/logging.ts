import type { DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { destination as linesTo } from 'pino';
import type { DestinationStream, LogFn, Logger } from 'pino';
import type { ConfigValues } from '../config/config';
import { correlationId } from '../http/correlation';
import { redactFields, redactText } from './redact';

/** Parts of the framework that tell at every start, line by line, how they wire it up. */
const WIRING = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestFactory']);

/** Lines are written together, this many bytes at once or this many milliseconds after the last time; a process that ends writes the rest, one that is killed loses it. */
const TOGETHER = { minLength: 8192, periodicFlush: 200, sync: false };

function withoutWiring(this: Logger, input: Parameters<LogFn>, method: LogFn, level: number): void {
  const [line] = input as unknown[];
  const context = typeof line === 'object' && line !== null && 'context' in line ? String(line.context) : '';
  if (level > 30 || !WIRING.has(context)) method.apply(this, input);
}

/**
 * Structured log lines on stdout, each with the correlation id of what it belongs to; what looks like a secret is cut out of
 * fields and of the finished line. Lines for requests are written by `logRequests`.
 */
export function loggingModule(config: ConfigValues, destination: DestinationStream = linesTo(TOGETHER)): DynamicModule {
  const options = {
    level: config.LOG_LEVEL,
    base: null,
    formatters: { log: (line: object) => redactFields(line) as Record<string, unknown> },
    hooks: { streamWrite: redactText, logMethod: withoutWiring },
    mixin: () => ({ correlationId: correlationId() }),
    autoLogging: false,
  };
  return LoggerModule.forRoot({ pinoHttp: [options, destination], forRoutes: [] });
}
