import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { EntityManager } from '@mikro-orm/postgresql';
import { IDENTITY_REASONS } from '@tandem/identity-contract';
import { SystemClock } from '@tandem/platform-kernel';
import {
  ClockModule,
  createApiApp,
  DatabaseModule,
  EventsModule,
  HttpModule,
  JobsModule,
  loadConfig,
  SandboxModule,
  TelemetryModule,
} from '@tandem/platform-server';
import { IdentityApiModule } from '../identity.api.module';
import { identityConstraints } from '../identity.constraints';
import { identityDatabase } from '../identity-database';
import { identityJobs } from '../links/account-links.jobs';
import { identitySandbox } from '../sandbox/identity-sandbox';

/** An answer over real HTTP. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Record<string, unknown>;
  /** Reasons of the error body. */
  readonly reasons: readonly string[];
}

interface Request {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON. */
  readonly body?: unknown;
  readonly form?: Readonly<Record<string, string>>;
}

/** A migrated database, as `testDatabase(identityDatabase)` gives it. */
export interface SpecDatabase {
  readonly ownerUrl: string;
  em(): EntityManager;
  close(): Promise<void>;
}

interface Place {
  readonly database: SpecDatabase;
  /** As `testRedis()` gives it. */
  readonly redis: { readonly url: string; readonly prefix: string };
  readonly sandbox?: boolean;
  readonly settings?: Readonly<Record<string, string>>;
  /** By which name it is reached; passkeys need one that is no number. */
  readonly host?: 'localhost';
  /** Another api works on this database: it is filled already and stays open. */
  readonly beside?: true;
}

/** An api with identity alone, listening on a free port, on a database with the cast. */
export interface IdentityApi {
  readonly url: string;
  readonly app: NestFastifyApplication;
  readonly database: SpecDatabase;
  call(path: string, request?: Request): Promise<Reply>;
  close(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Sends a request without following redirects. */
export async function send(url: string, { method, headers = {}, body, form }: Request = {}): Promise<Reply> {
  const given = form
    ? { body: new URLSearchParams(form).toString(), type: 'application/x-www-form-urlencoded' }
    : body === undefined
      ? undefined
      : { body: JSON.stringify(body), type: 'application/json' };
  const reply = await fetch(url, {
    method: method ?? (given ? 'POST' : 'GET'),
    redirect: 'manual',
    headers: { ...(given ? { 'content-type': given.type } : {}), ...headers },
    ...(given ? { body: given.body } : {}),
  });
  const text = await reply.text();
  const json = (text.startsWith('{') ? JSON.parse(text) : {}) as Record<string, unknown>;
  const reasons = Array.isArray(json['data']) ? (json['data'] as { reason: string }[]).map(({ reason }) => reason) : [];
  return { status: reply.status, headers: reply.headers, text, json, reasons };
}

/** Starts the api on a database with the cast. */
export async function identityApi({ database, redis, sandbox = true, beside, settings = {}, host }: Place): Promise<IdentityApi> {
  if (!beside) await identitySandbox.seed(database.em(), new SystemClock());
  const port = await freePort();
  const url = `http://${host ?? '127.0.0.1'}:${port}`;
  const config = loadConfig({
    ...{
      DATABASE_URL: database.ownerUrl,
      REDIS_URL: `${redis.url}?prefix=${redis.prefix}`,
      SMTP_URL: 'smtp://127.0.0.1:1',
      MAIL_FROM: 'no-reply@tandem.example',
    },
    ...{
      LINK_KEYS: 'k'.repeat(32),
      SESSION_KEYS: 's'.repeat(32),
      RATE_LIMIT_PER_MINUTE: '100000',
      PUBLIC_URL: url,
      SANDBOX: String(sandbox),
      ...settings,
    },
  });
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });

  @Module({
    imports: [
      ...[DatabaseModule.forRoot({ config, parts: [identityDatabase] }), ClockModule, JobsModule.forApi({ definitions: identityJobs }), EventsModule],
      ...[HttpModule.forRoot({ reasons: [IDENTITY_REASONS], constraints: [identityConstraints] }), TelemetryModule.forRoot(config, silent)],
      ...[SandboxModule.forRoot({ parts: [identityDatabase], seeds: [identitySandbox] }), IdentityApiModule],
    ],
  })
  class SpecModule {}

  const app = await createApiApp(SpecModule, config);
  await app.listen(port, '127.0.0.1');
  return {
    url,
    app,
    database,
    call: (path, request) => send(url + path, request),
    close: async () => {
      await app.close();
      if (!beside) await database.close();
    },
  };
}
