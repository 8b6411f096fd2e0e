import cookie from '@fastify/cookie';
import { EntityManager } from '@mikro-orm/postgresql';
import { NestFactory } from '@nestjs/core';
import type { DynamicModule, Type } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { Logger } from 'nestjs-pino';
import type { ConfigValues } from '../config/config';
import { logRequests } from '../telemetry/request-lines';
import { hideSandbox, onArrival, onLeaving } from './arrival';
import { useBodyParsers } from './body-parsers';
import { answerBrokenRequest } from './broken-connection';
import { serveConsole } from './console';
import { serveDocs } from './docs';
import { ErrorBodies } from './error-bodies';
import { refuseOversized } from './oversized';
import { Routes } from './routes';
import { securityHeaders } from './security-headers';

/** What differs between installations and specs. */
export interface ApiAppOptions {
  /** Folder of the built console; without one only the API answers. */
  readonly consoleDir?: string;
  /** Largest body in bytes. */
  readonly bodyLimit?: number;
}

/** Whose X-Forwarded-For counts: nobody's, that of a number of proxies, or that of named addresses. */
export function trusted(setting: string): boolean | string[] | ((address: string, hop: number) => boolean) {
  if (setting === 'true' || setting === 'false') return setting === 'true';
  if (/^\d+$/.test(setting)) return (_address, hop) => hop < Number(setting);
  return setting.split(',').map((part) => part.trim());
}

const adapterFor = (config: ConfigValues, bodies: () => ErrorBodies): FastifyAdapter =>
  new FastifyAdapter({
    bodyLimit: 1 << 20,
    trustProxy: trusted(config.TRUST_PROXY),
    requestIdHeader: false,
    forceCloseConnections: 'idle',
    routerOptions: { caseSensitive: false, ignoreTrailingSlash: true, ignoreDuplicateSlashes: true, maxParamLength: 1000 },
    clientErrorHandler: (error, socket) => answerBrokenRequest(bodies(), error, socket),
    frameworkErrors: (error: FastifyError, _request: FastifyRequest, reply: FastifyReply) => {
      const answer = bodies().render(error);
      void reply.code(answer.status).headers(answer.headers).type('application/json; charset=utf-8').send(answer.body);
    },
  });

/**
 * The API on Fastify, ready to `listen` or `init`: case-insensitive paths, ids echoed in headers, strict security headers, errors
 * in the API's shape, the API document, and the console when it is built. The module must import `DatabaseModule`, `HttpModule`
 * and `TelemetryModule`.
 */
export async function createApiApp(module: Type | DynamicModule, config: ConfigValues, options: ApiAppOptions = {}): Promise<NestFastifyApplication> {
  const adapter = adapterFor(config, () => app.get(ErrorBodies));
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, { bufferLogs: true, bodyParser: false, abortOnError: false });
  app.useLogger(app.get(Logger));
  const instance = app.getHttpAdapter().getInstance();
  onArrival(instance, app.get(EntityManager), securityHeaders(config));
  onLeaving(instance);
  if (!config.SANDBOX) hideSandbox(instance);
  logRequests(app);
  await app.register(cookie, { secret: [...config.SESSION_KEYS] });
  refuseOversized(instance, options.bodyLimit ?? 1 << 20);
  useBodyParsers(app, options.bodyLimit ?? 1 << 20);
  serveDocs(app, () => app.get(Routes).endpoints);
  if (options.consoleDir) serveConsole(app, options.consoleDir);
  return app;
}
