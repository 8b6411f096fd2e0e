import { Writable } from 'node:stream';
import { EntityManager, RequestContext } from '@mikro-orm/postgresql';
import { Module } from '@nestjs/common';
import type { INestApplicationContext, Provider, Type } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService } from '@nestjs/core';
import { OrganisationDirectory } from '@tandem/identity-server';
import { Clock, FixedClock } from '@tandem/platform-kernel';
import {
  Authenticator,
  createApiApp,
  DatabaseModule,
  DeliveryHandler,
  EventsModule,
  HealthModule,
  HttpModule,
  JobHandler, OutsideHandler,
  JobsModule,
  loadConfig,
  provided,
  RoleHolders,
  ScheduleHandler,
  StreamModule,
  TelemetryModule,
} from '@tandem/platform-server';
import type { Actor, DatabasePart, DeliveryOutcome, DeliveryRow, HttpOptions, JobDefinition, Mail, ScheduleDefinition } from '@tandem/platform-server';
import type { FastifyRequest } from 'fastify';
import { testDatabase } from './test-database';
import type { TestDatabase } from './test-database';
import { testRedis } from './test-redis';

/** Where the installation under test says it is reached. */
export const PUBLIC_URL = 'http://localhost:3000';

/** A token or cookie that says whom it is of. */
const encoded = (actor: Actor): string => Buffer.from(JSON.stringify(actor)).toString('base64url');

class TokenIsActor extends Authenticator {
  identify(request: FastifyRequest): Promise<Actor | undefined> {
    const token = request.headers.authorization?.replace(/^Bearer /, '') ?? request.cookies['who'];
    return Promise.resolve(token ? (JSON.parse(Buffer.from(token, 'base64url').toString()) as Actor) : undefined);
  }
}

/** An answer of the api. */
export interface StackReply<Body> {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly text: string;
  readonly json: Body;
}

/** What is sent with a request. */
export interface Sent {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** The contexts that a stack is made of. */
export interface StackParts {
  readonly database: DatabasePart;
  readonly reasons: HttpOptions['reasons'];
  readonly constraints: HttpOptions['constraints'];
  readonly jobs: readonly JobDefinition[];
  readonly api: readonly Type[];
  readonly worker: readonly Type[];
  /** What of identity the api needs beside the directory. */
  readonly identity?: readonly Provider[];
  readonly settings?: Readonly<Record<string, string>>;
}

type Api = INestApplicationContext & { inject(options: object): Promise<{ statusCode: number; headers: object; payload: string }> };

/** What a stack is built around; a context's own stack hands it on to this one. */
export interface StackInside {
  readonly database: TestDatabase;
  readonly api: Api;
  readonly worker: INestApplicationContext;
  readonly clock: FixedClock;
  readonly log: readonly string[];
}

/** Starts the api of some contexts and a worker's handlers, on a database of their own; time stands still until it is moved. */
export async function startStack({ database: part, reasons, constraints, jobs, api: apiModules, worker: workerModules, identity: more = [], settings = {} }: StackParts): Promise<StackInside> {
  const database = await testDatabase(part);
  const config = loadConfig({
    ...{ DATABASE_URL: database.ownerUrl, REDIS_URL: testRedis().url, SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'no-reply@tandem.example', PUBLIC_URL },
    ...{ LINK_KEYS: 'k'.repeat(32), SESSION_KEYS: 's'.repeat(32), RATE_LIMIT_PER_MINUTE: '100000', ...settings },
  });
  const clock = new FixedClock(new Date());
  const lines: string[] = [];
  const log = new Writable({ write: (chunk: Buffer, _encoding, done) => (lines.push(chunk.toString()), done()) });
  const time = { module: class Time {}, global: true, providers: [{ provide: Clock, useValue: clock }], exports: [Clock] };
  const directory: Provider[] = [OrganisationDirectory, { provide: RoleHolders, useExisting: OrganisationDirectory }];
  const identity = (others: readonly Provider[]) => {
    const providers = [...directory, { provide: Authenticator, useClass: TokenIsActor }, ...others];
    return { module: class Identity {}, global: true, providers, exports: providers.map((one) => (typeof one === 'function' ? one : one.provide)) };
  };
  const parts = [part];
  const orders = JobsModule.forApi({ definitions: jobs });

  @Module({
    imports: [
      ...[DatabaseModule.forRoot({ config, parts }), time, orders, EventsModule, TelemetryModule.forRoot(config, log), HealthModule, StreamModule],
      ...[HttpModule.forRoot({ reasons, constraints }), identity(more), ...apiModules],
    ],
  })
  class SpecApi {}

  @Module({ imports: [DatabaseModule.forRoot({ config, as: 'worker', parts }), time, orders, EventsModule, TelemetryModule.forRoot(config, log), identity([]), ...workerModules, DiscoveryModule] })
  class SpecWorker {}

  const api = await createApiApp(SpecApi, config);
  await api.init();
  await api.getHttpAdapter().getInstance().ready();
  const { NestFactory } = await import('@nestjs/core');
  return { database, api, worker: await NestFactory.createApplicationContext(SpecWorker, { logger: false }), clock, log: lines };
}

/** The api of some contexts and a worker, as specs use them: requests of anybody, and jobs and mails one at a time. */
export class ContextStack<Body> {
  readonly api: Api;
  readonly clock: FixedClock;

  constructor(private readonly inside: StackInside) {
    this.api = inside.api;
    this.clock = inside.clock;
  }

  async close(): Promise<void> {
    await this.inside.worker.close();
    await this.api.close();
    await this.inside.database.close();
  }

  /** The database, past the api. */
  em(): EntityManager {
    return this.inside.database.em();
  }

  /** One request; `who` by access token, or nobody. */
  async ask(who: Actor | undefined, method: string, url: string, { body, headers = {} }: Sent = {}): Promise<StackReply<Body>> {
    return this.inject({ method, url, headers: { ...(who ? { authorization: `Bearer ${encoded(who)}` } : {}), ...headers }, ...(body === undefined ? {} : { payload: body }) });
  }

  /** A browser on a page: signed in by cookie, forms come from our own origin unless `origin` says otherwise. */
  async browse(who: Actor | undefined, method: string, url: string, { form, language = 'en', origin = PUBLIC_URL }: { form?: Record<string, string>; language?: string; origin?: string } = {}): Promise<StackReply<Body>> {
    const payload = form && new URLSearchParams(form).toString();
    const headers = {
      'accept-language': language,
      ...(who ? { cookie: `who=${encoded(who)}` } : {}),
      ...(method === 'POST' ? { origin, 'content-type': 'application/x-www-form-urlencoded' } : {}),
    };
    return this.inject({ method, url: url.replace(PUBLIC_URL, ''), headers, ...(payload === undefined ? {} : { payload }) });
  }

  /** Does to the newest mail to an address what a worker does: composes it, and records what became of it. */
  async deliver(recipient: string, outcome: DeliveryOutcome = 'sent', reason: string | null = null): Promise<Mail | null> {
    const em = this.inside.worker.get(EntityManager);
    const [row] = await em.fork().execute<(Omit<DeliveryRow, 'subject'> & { subjectType: string; subjectId: string; job: string })[]>(
      `select d.id, template, recipient, locale, d.subject_type as "subjectType", d.subject_id as "subjectId", d.organisation_id as "organisationId", d.state, d.attempts,
        d.reason, d.correlation_id as "correlationId", d.created_at as "createdAt", job.name as job from delivery d join job on job.id = d.job_id where recipient = ? order by d.id desc limit 1`,
      [recipient],
    );
    if (!row) throw new Error(`No mail was ordered to ${recipient}`);
    const handler = this.handler(DeliveryHandler, (one) => one.job.name === row.job);
    const delivery: DeliveryRow = { ...row, subject: { type: row.subjectType, id: row.subjectId }, reason };
    const mail = await RequestContext.create(em, () => handler.compose(delivery));
    const settled = mail ? outcome : 'cancelled';
    await em.transactional(async (tx) => {
      await tx.execute('update delivery set state = ?, reason = ? where id = ?', [settled, reason, row.id]);
      await handler.settled?.([{ delivery: { ...delivery, state: settled }, outcome: settled }], tx);
    });
    return mail;
  }

  /** Runs the oldest waiting job of a definition that is due, as a worker does; false when there is none. `fails`: the worker dies before it commits. */
  async work(definition: JobDefinition, { fails = false } = {}): Promise<boolean> {
    const em = this.inside.worker.get(EntityManager);
    // Two at once take two jobs, as two workers do.
    const [job] = await em.fork().execute<{ id: string; payload: unknown }[]>(
      `update job set state = 'running' where id = (
         select id from job where name = ? and state = 'pending' and run_at <= ? order by run_at, id limit 1 for update skip locked) returning id, payload`,
      [definition.name, new Date(Math.max(Date.now(), this.clock.now().getTime()))],
    );
    if (!job) return false;
    const finish = await this.begin(definition, definition.payload.parse(job.payload));
    const work = em.transactional(async (tx) => {
      await finish();
      if (fails) throw new Error('The worker was lost');
      await tx.execute(`update job set state = 'done', finished_at = now() where id = ?`, [job.id]);
    });
    await (fails ? work.catch(() => em.fork().execute(`update job set state = 'pending' where id = ?`, [job.id])) : work);
    return true;
  }

  /** What reaches outside does so now; what is left belongs into the transaction that ends the job. */
  private async begin(definition: JobDefinition, payload: unknown): Promise<() => Promise<unknown>> {
    if (definition.kind !== 'outside') return () => this.handler(JobHandler, (one) => one.job.name === definition.name).handle(payload);
    const handler = this.handler(OutsideHandler, (one) => one.job.name === definition.name);
    const effect = await handler.reach(payload);
    return () => handler.record(payload, effect, { number: 1, last: false });
  }

  /** One run of a sweep. */
  async sweep(schedule: ScheduleDefinition): Promise<void> {
    const handler = this.handler(ScheduleHandler, (one) => one.schedule === schedule);
    await this.inside.worker.get(EntityManager).fork().transactional(() => handler.run());
  }

  private handler<Handler>(type: abstract new () => Handler, fits: (handler: Handler) => boolean): Handler {
    const found = provided(this.inside.worker.get(DiscoveryService, { strict: false }), type).find(fits);
    if (!found) throw new Error(`No ${type.name}`);
    return found;
  }

  private async inject(options: object): Promise<StackReply<Body>> {
    const reply = await this.api.inject(options);
    // A spec that meets a bug should show it.
    if (reply.statusCode >= 500) throw new Error(this.inside.log.slice(-3).join('\n'));
    const text = reply.payload;
    return { status: reply.statusCode, headers: reply.headers as Record<string, string>, text, json: (text.startsWith('{') ? JSON.parse(text) : {}) as Body };
  }
}
