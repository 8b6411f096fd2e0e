import { Writable } from 'node:stream';
import { EntityManager } from '@mikro-orm/postgresql';
import { Module } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { defineEvent } from '@tandem/platform-contract';
import { Clock, FixedClock } from '@tandem/platform-kernel';
import { Authenticator, createApiApp, DatabaseModule, Events, EventsModule, HealthModule, HttpModule, JobsModule, loadConfig, RoleHolders, TelemetryModule } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { WEBHOOK_REASONS } from '@tandem/webhooks-contract';
import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import { webhooksJobs, webhooksSchedules } from '../delivering/webhooks.jobs';
import { webhookAnnouncers } from '../events/announce-event.job';
import { announceJobs, defineWebhookEvent } from '../events/webhook-event';
import { webhookEvents } from '../events/webhook-events';
import { webhooksConstraints } from '../webhooks.constraints';
import { webhooksDatabase } from '../webhooks-database';
import { WebhooksApiModule, WebhooksWorkerModule } from '../webhooks.module';

export const PUBLIC_URL = 'http://localhost:3000';

/** What a context downstream might publish: a parcel was shipped; an order was seen, of which its owner alone hears. */
export const parcelShipped = defineEvent({ name: 'spec.parcel-shipped', data: z.object({ parcelId: z.uuid() }) });
const published = [
  defineWebhookEvent({ name: 'parcel-shipped', on: parcelShipped, resource: ({ data }) => ({ uri: `/v1/parcels/${data.parcelId}`, name: 'Parcel' }) }),
  defineWebhookEvent({
    name: 'own-parcel-shipped',
    on: parcelShipped,
    resource: ({ organisationId, reader }) => (organisationId === reader ? { uri: null, name: 'Parcel' } : undefined),
  }),
];
const JOBS = [...webhooksJobs, ...announceJobs(published)];

class TokenIsActor extends Authenticator {
  identify(request: FastifyRequest): Promise<Actor | undefined> {
    const token = request.headers.authorization?.replace(/^Bearer /, '');
    return Promise.resolve(token ? (JSON.parse(Buffer.from(token, 'base64url').toString()) as Actor) : undefined);
  }
}

export interface Reply {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly text: string;
  // Bodies differ from route to route; specs name what they look at.
  readonly json: Record<string, unknown> & { readonly items: Record<string, unknown>[]; readonly data: Record<string, unknown>[] };
}

interface Setup {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly settings?: Readonly<Record<string, string>>;
}

/** The api of webhooks and a worker at work, on a real database and queue. */
export class WebhooksStack {
  private constructor(
    readonly api: INestApplicationContext & { inject(options: object): Promise<{ statusCode: number; headers: object; payload: string }> },
    readonly worker: INestApplicationContext,
    readonly clock: FixedClock,
    readonly log: readonly string[],
  ) {}

  static async start({ databaseUrl, redisUrl, settings = {} }: Setup): Promise<WebhooksStack> {
    const config = loadConfig({
      ...{ DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'no-reply@tandem.example', PUBLIC_URL },
      ...{ LINK_KEYS: 'k'.repeat(32), SESSION_KEYS: 's'.repeat(32), RATE_LIMIT_PER_MINUTE: '100000', SANDBOX: 'true', WEBHOOK_ALLOW_PRIVATE: 'true', ...settings },
    });
    const clock = new FixedClock(new Date());
    const lines: string[] = [];
    const log = new Writable({ write: (chunk: Buffer, _encoding, done) => (lines.push(chunk.toString()), done()) });
    const time = { module: class Time {}, global: true, providers: [{ provide: Clock, useValue: clock }], exports: [Clock] };
    const holders: RoleHolders = { holdersOf: () => Promise.resolve([]) };
    const identity = { module: class Identity {}, global: true, providers: [{ provide: Authenticator, useClass: TokenIsActor }, { provide: RoleHolders, useValue: holders }], exports: [Authenticator, RoleHolders] };
    const parts = [webhooksDatabase];

    @Module({
      imports: [
        ...[DatabaseModule.forRoot({ config, parts }), time, JobsModule.forApi({ definitions: JOBS }), EventsModule, TelemetryModule.forRoot(config, log), HealthModule],
        ...[HttpModule.forRoot({ reasons: [WEBHOOK_REASONS], constraints: [webhooksConstraints] }), identity, WebhooksApiModule],
      ],
      providers: webhookEvents(published),
    })
    class Api {}

    @Module({
      imports: [DatabaseModule.forRoot({ config, as: 'worker', parts }), time, EventsModule, JobsModule.forWorker({ definitions: JOBS, schedules: webhooksSchedules }), WebhooksWorkerModule],
      providers: webhookAnnouncers(published),
    })
    class Worker {}

    const api = await createApiApp(Api, config);
    await api.init();
    await api.getHttpAdapter().getInstance().ready();
    return new WebhooksStack(api, await NestFactory.createApplicationContext(Worker, { logger: false, abortOnError: false }), clock, lines);
  }

  async close(): Promise<void> {
    await this.worker.close();
    await this.api.close();
  }

  /** One request; `who` by access token, or nobody. */
  async ask(who: Actor | undefined, method: string, url: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    const authorization = who ? { authorization: `Bearer ${Buffer.from(JSON.stringify(who)).toString('base64url')}` } : {};
    const answer = await this.api.inject({ method, url, headers: { ...authorization, ...headers }, ...(body === undefined ? {} : { payload: body }) });
    const json = answer.payload.startsWith('{') || answer.payload.startsWith('[') ? (JSON.parse(answer.payload) as Reply['json']) : ({} as Reply['json']);
    return { status: answer.statusCode, headers: answer.headers as Record<string, string>, text: answer.payload, json };
  }

  /** A parcel of some organisations is shipped; the first is the one it belongs to. */
  async ship(parcelId: string, ...organisations: readonly string[]): Promise<void> {
    const tell = async (): Promise<void> => this.api.get(Events).add(parcelShipped, { organisations, subjects: [], data: { parcelId } });
    await this.api.get(EntityManager).transactional(tell);
  }
}
