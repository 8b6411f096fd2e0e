import { Writable } from 'node:stream';
import { EntityManager, RequestContext } from '@mikro-orm/postgresql';
import { Module } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService } from '@nestjs/core';
import { IDENTITY_REASONS } from '@tandem/identity-contract';
import { OrganisationDirectory } from '@tandem/identity-server';
import { INVITATION_REASONS } from '@tandem/invitations-contract';
import { expireInvitations, InvitationsApiModule, remindInvitation, remindInvitations, sendInvitation } from '@tandem/invitations-server';
import { PARTNERSHIP_REASONS } from '@tandem/partnership-contract';
import { Clock, FixedClock } from '@tandem/platform-kernel';
import {
  Authenticator,
  createApiApp,
  DatabaseModule,
  DeliveryHandler,
  EventsModule,
  HealthModule,
  HttpModule,
  JobHandler,
  JobsModule,
  loadConfig,
  provided,
  RoleHolders,
  ScheduleHandler,
  StreamModule,
  TelemetryModule,
} from '@tandem/platform-server';
import type { Actor, DeliveryOutcome, DeliveryRow, Mail, ScheduleDefinition } from '@tandem/platform-server';
import { testDatabase, testRedis } from '@tandem/platform-testing';
import type { TestDatabase } from '@tandem/platform-testing';
import type { FastifyRequest } from 'fastify';
import { partnershipJobs, runImportBatch } from '../imports/imports.jobs';
import { partnershipDatabase } from '../partnership-database';
import { PartnershipApiModule } from '../partnership.api.module';
import { partnershipConstraints } from '../partnership.constraints';
import { PartnershipWorkerModule } from '../partnership.worker.module';

export const PUBLIC_URL = 'http://localhost:3000';

/** A token or cookie that says whom it is of. */
const encoded = (actor: Actor): string => Buffer.from(JSON.stringify(actor)).toString('base64url');

class TokenIsActor extends Authenticator {
  identify(request: FastifyRequest): Promise<Actor | undefined> {
    const token = request.headers.authorization?.replace(/^Bearer /, '') ?? request.cookies['who'];
    return Promise.resolve(token ? (JSON.parse(Buffer.from(token, 'base64url').toString()) as Actor) : undefined);
  }
}

export interface Reply {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly text: string;
  // Bodies differ from route to route; specs name what they look at.
  readonly json: Body;
}
export interface Body extends Record<string, unknown> {
  readonly id: string;
  readonly state: string;
  readonly url: string;
  readonly items: Body[];
  readonly data: (Record<string, unknown> & { reason: string; rule: string })[];
  readonly emailDraft: { subject: string; body: string; html: string };
  readonly attributes: { etag: string; objectType: string };
  readonly relationship: Record<string, unknown>;
  readonly continuationToken?: string;
}

export interface Sent {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

const JOBS = { definitions: [sendInvitation, remindInvitation, ...partnershipJobs] };

/** The api of invitations and partnerships, and a worker's handlers, on a database of their own; time stands still until it is moved. */
export class PartnershipStack {
  private constructor(
    private readonly database: TestDatabase,
    readonly api: INestApplicationContext & { inject(options: object): Promise<{ statusCode: number; headers: object; payload: string }> },
    private readonly worker: INestApplicationContext,
    readonly clock: FixedClock,
    private readonly log: readonly string[],
  ) {}

  static async start(settings: Readonly<Record<string, string>> = {}): Promise<PartnershipStack> {
    const database = await testDatabase(partnershipDatabase);
    const config = loadConfig({
      ...{ DATABASE_URL: database.ownerUrl, REDIS_URL: testRedis().url, SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'no-reply@tandem.example', PUBLIC_URL },
      ...{ LINK_KEYS: 'k'.repeat(32), SESSION_KEYS: 's'.repeat(32), RATE_LIMIT_PER_MINUTE: '100000', ...settings },
    });
    const clock = new FixedClock(new Date());
    const lines: string[] = [];
    const log = new Writable({ write: (chunk: Buffer, _encoding, done) => (lines.push(chunk.toString()), done()) });
    const time = { module: class Time {}, global: true, providers: [{ provide: Clock, useValue: clock }], exports: [Clock] };
    const directory = [OrganisationDirectory, { provide: RoleHolders, useExisting: OrganisationDirectory }];
    const identity = { module: class Identity {}, global: true, providers: [...directory, { provide: Authenticator, useClass: TokenIsActor }], exports: [Authenticator, OrganisationDirectory, RoleHolders] };
    const parts = [partnershipDatabase];

    @Module({
      imports: [
        ...[DatabaseModule.forRoot({ config, parts }), time, JobsModule.forApi(JOBS), EventsModule, TelemetryModule.forRoot(config, log), HealthModule, StreamModule],
        HttpModule.forRoot({ reasons: [IDENTITY_REASONS, INVITATION_REASONS, PARTNERSHIP_REASONS], constraints: [partnershipConstraints] }),
        ...[identity, InvitationsApiModule, PartnershipApiModule],
      ],
    })
    class Api {}

    @Module({ imports: [DatabaseModule.forRoot({ config, as: 'worker', parts }), time, JobsModule.forApi(JOBS), EventsModule, TelemetryModule.forRoot(config, log), identity, PartnershipWorkerModule, DiscoveryModule] })
    class Worker {}

    const api = await createApiApp(Api, config);
    await api.init();
    await api.getHttpAdapter().getInstance().ready();
    const { NestFactory } = await import('@nestjs/core');
    return new PartnershipStack(database, api, await NestFactory.createApplicationContext(Worker, { logger: false }), clock, lines);
  }

  async close(): Promise<void> {
    await this.worker.close();
    await this.api.close();
    await this.database.close();
  }

  /** The database, past the api. */
  em(): EntityManager {
    return this.database.em();
  }

  /** One request; `who` by access token, or nobody. */
  async ask(who: Actor | undefined, method: string, url: string, { body, headers = {} }: Sent = {}): Promise<Reply> {
    return this.inject({ method, url, headers: { ...(who ? { authorization: `Bearer ${encoded(who)}` } : {}), ...headers }, ...(body === undefined ? {} : { payload: body }) });
  }

  /** A browser on a page: signed in by cookie, forms come from our own origin unless `origin` says otherwise. */
  async browse(who: Actor | undefined, method: string, url: string, { form, language = 'en', origin = PUBLIC_URL }: { form?: Record<string, string>; language?: string; origin?: string } = {}): Promise<Reply> {
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
    const em = this.worker.get(EntityManager);
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

  /** Runs the oldest waiting batch of imports that is due, as a worker does; false when there is none. `fails`: the worker dies before it commits. */
  async batch({ fails = false } = {}): Promise<boolean> {
    const em = this.worker.get(EntityManager);
    const handler = this.handler(JobHandler);
    // Two at once take two jobs, as two workers do.
    const [job] = await em.fork().execute<{ id: string; payload: unknown }[]>(
      `update job set state = 'running' where id = (
         select id from job where name = ? and state = 'pending' and run_at <= ? order by run_at, id limit 1 for update skip locked) returning id, payload`,
      [runImportBatch.name, new Date(Math.max(Date.now(), this.clock.now().getTime()))],
    );
    if (!job) return false;
    const work = em.transactional(async (tx) => {
      await handler.handle(runImportBatch.payload.parse(job.payload));
      if (fails) throw new Error('The worker was lost');
      await tx.execute(`update job set state = 'done', finished_at = now() where id = ?`, [job.id]);
    });
    await (fails ? work.catch(() => em.fork().execute(`update job set state = 'pending' where id = ?`, [job.id])) : work);
    return true;
  }

  /** One run of the expiry sweep, or of another one. */
  async sweep(schedule: ScheduleDefinition = expireInvitations): Promise<void> {
    const handler = this.handler(ScheduleHandler, (one) => one.schedule === schedule);
    await this.worker.get(EntityManager).fork().transactional(() => handler.run());
  }

  /** One run of the sweep for reminders. */
  remind(): Promise<void> {
    return this.sweep(remindInvitations);
  }

  private handler<Handler>(type: abstract new () => Handler, fits: (handler: Handler) => boolean = () => true): Handler {
    const found = provided(this.worker.get(DiscoveryService, { strict: false }), type).find(fits);
    if (!found) throw new Error(`No ${type.name}`);
    return found;
  }

  private async inject(options: object): Promise<Reply> {
    const reply = await this.api.inject(options);
    // A spec that meets a bug should show it.
    if (reply.statusCode >= 500) throw new Error(this.log.slice(-3).join('\n'));
    const text = reply.payload;
    return { status: reply.statusCode, headers: reply.headers as Record<string, string>, text, json: (text.startsWith('{') ? JSON.parse(text) : {}) as Body };
  }
}
