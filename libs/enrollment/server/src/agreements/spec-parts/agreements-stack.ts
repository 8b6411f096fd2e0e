import { Writable } from 'node:stream';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Module } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ENROLLMENT_REASONS } from '@tandem/enrollment-contract';
import { Enrollment } from '@tandem/enrollment-domain';
import type { Application, EnrollmentPath } from '@tandem/enrollment-domain';
import { IDENTITY_REASONS } from '@tandem/identity-contract';
import { MpnAssociation, MpnLocation } from '@tandem/identity-domain';
import { OrganisationDirectory } from '@tandem/identity-server';
import { Clock, FixedClock } from '@tandem/platform-kernel';
import type { BusinessCalendar } from '@tandem/platform-kernel';
import { Authenticator, createApiApp, DatabaseModule, EventsModule, HealthModule, HttpModule, JobsModule, loadConfig, RoleHolders, StreamModule, TelemetryModule } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { testDatabase, testRedis } from '@tandem/platform-testing';
import type { Company, TestDatabase } from '@tandem/platform-testing';
import type { FastifyRequest } from 'fastify';
import { enrollmentDatabase } from '../../enrollment-database';
import { enrollmentConstraints } from '../../enrollment.constraints';
import { enrollmentJobs } from '../../enrollment.jobs';
import { AgreementsModule } from '../agreements.module';

export const PUBLIC_URL = 'http://localhost:3000';

/** A token that says whom it is of. */
const encoded = (actor: Actor): string => Buffer.from(JSON.stringify(actor)).toString('base64url');

class TokenIsActor extends Authenticator {
  identify(request: FastifyRequest): Promise<Actor | undefined> {
    const token = request.headers.authorization?.replace(/^Bearer /, '');
    return Promise.resolve(token ? (JSON.parse(Buffer.from(token, 'base64url').toString()) as Actor) : undefined);
  }
}

export interface Body extends Record<string, unknown> {
  readonly id: string;
  readonly state: string;
  readonly items: Body[];
  readonly data: (Record<string, unknown> & { reason: string; rule: string })[];
  readonly code: number;
  readonly displayUri: string;
  readonly downloadUri: string;
  readonly documents: Record<'de' | 'en', { title: string; text: string; hash: string }>;
  readonly continuationToken?: string;
}
export interface Reply {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly text: string;
  readonly raw: Buffer;
  readonly json: Body;
}

const application: Application = { legalBusinessProfile: { companyName: 'Boréal' }, supportProfile: {} };
const calendar: BusinessCalendar = { zone: 'UTC', exception: () => undefined };

/** The api of agreements on a database of its own; time stands still until it is moved. */
export class AgreementsStack {
  private constructor(
    private readonly database: TestDatabase,
    readonly api: INestApplicationContext & { inject(options: object): Promise<{ statusCode: number; headers: object; payload: string; rawPayload: Buffer }> },
    readonly clock: FixedClock,
    private readonly log: readonly string[],
  ) {}

  static async start(): Promise<AgreementsStack> {
    const database = await testDatabase(enrollmentDatabase);
    const config = loadConfig({
      ...{ DATABASE_URL: database.ownerUrl, REDIS_URL: testRedis().url, SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'no-reply@tandem.example', PUBLIC_URL },
      ...{ LINK_KEYS: 'k'.repeat(32), SESSION_KEYS: 's'.repeat(32), RATE_LIMIT_PER_MINUTE: '100000' },
    });
    const clock = new FixedClock(new Date());
    const lines: string[] = [];
    const log = new Writable({ write: (chunk: Buffer, _encoding, done) => (lines.push(chunk.toString()), done()) });
    const time = { module: class Time {}, global: true, providers: [{ provide: Clock, useValue: clock }], exports: [Clock] };
    const directory = [OrganisationDirectory, { provide: RoleHolders, useExisting: OrganisationDirectory }];
    const identity = { module: class Identity {}, global: true, providers: [...directory, { provide: Authenticator, useClass: TokenIsActor }], exports: [Authenticator, OrganisationDirectory, RoleHolders] };

    @Module({
      imports: [
        ...[DatabaseModule.forRoot({ config, parts: [enrollmentDatabase] }), time, JobsModule.forApi({ definitions: enrollmentJobs }), EventsModule, TelemetryModule.forRoot(config, log), HealthModule, StreamModule, DiscoveryModule],
        HttpModule.forRoot({ reasons: [IDENTITY_REASONS, ENROLLMENT_REASONS], constraints: [enrollmentConstraints] }),
        ...[identity, AgreementsModule],
      ],
    })
    class Api {}

    const api = await createApiApp(Api, config);
    await api.init();
    await api.getHttpAdapter().getInstance().ready();
    return new AgreementsStack(database, api, clock, lines);
  }

  async close(): Promise<void> {
    await this.api.close();
    await this.database.close();
  }

  /** The database, past the api. */
  em(): EntityManager {
    return this.database.em();
  }

  async ask(who: Actor | undefined, method: string, url: string, { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {}): Promise<Reply> {
    const options = { method, url: url.replace(PUBLIC_URL, ''), headers: { ...(who ? { authorization: `Bearer ${encoded(who)}` } : {}), ...headers } };
    const reply = await this.api.inject(body === undefined ? options : { ...options, payload: body });
    // A spec that meets a bug should show it.
    if (reply.statusCode >= 500) throw new Error(this.log.slice(-3).join('\n'));
    const text = reply.payload;
    return { status: reply.statusCode, headers: reply.headers as Record<string, string>, text, raw: reply.rawPayload, json: (text.startsWith('{') ? JSON.parse(text) : {}) as Body };
  }

  /** Has the review approve a company, or leaves it in the queue; by the methods of the entity. */
  async enroll({ organisation, globalAdmin }: Company, { path = 'application', approved = true }: { path?: EnrollmentPath; approved?: boolean } = {}): Promise<Enrollment> {
    const em = this.em();
    const now = this.clock.now();
    const enrollment = Enrollment.begin({ organisationId: organisation.id, path, application, startedBy: globalAdmin.userId ?? '', now });
    const filled: Application = {
      legalBusinessProfile: {
        ...{ companyName: 'Boréal Services SARL', address: { addressLine1: '5 rue de la Paix', city: 'Lyon', postalCode: '69001', country: 'FR' } },
        primaryContact: { firstName: 'Paul', lastName: 'Blanc', email: 'paul@boreal.example', phoneNumber: '+33 1 23 45 67 89' },
      },
      supportProfile: { email: 'help@boreal.example', telephone: '+33 1 23 45 67 89' },
    };
    enrollment.save(filled);
    enrollment.submit({ by: globalAdmin.userId ?? '', known: 'paul@boreal.example', now, calendar });
    if (approved) enrollment.decide('approve', {}, { role: 'operator', userId: organisation.id }, { now, calendar });
    em.persist(enrollment);
    await em.flush();
    return enrollment;
  }

  /** Associates the company's location. */
  async associate({ organisation, mpnId }: Company): Promise<void> {
    const em = this.em();
    const location = await em.findOneOrFail(MpnLocation, { mpnId });
    em.persist(MpnAssociation.associate({ organisation, location, current: undefined, holder: undefined, now: this.clock.now() }));
    await em.flush();
  }
}
