import { Writable } from 'node:stream';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Inject, Injectable, Module } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { collectionOf, defineReasons, endpoint, etagField, PageQuery } from '@tandem/platform-contract';
import type { InputOf } from '@tandem/platform-contract';
import { DomainError } from '@tandem/platform-kernel';
import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { Actor } from '../../auth/actor';
import { Authenticator } from '../../auth/authenticator';
import { ClockModule } from '../../clock/clock.module';
import { loadConfig } from '../../config/load-config';
import { EventsModule } from '../../events/events.module';
import { HealthModule } from '../../health/health.module';
import { JobsModule } from '../../jobs/jobs.module';
import { DatabaseModule } from '../../orm/database.module';
import type { DatabasePart } from '../../orm/database-part';
import { TelemetryModule } from '../../telemetry/telemetry.module';
import { answer } from '../answer';
import { createApiApp } from '../api-app';
import type { ApiAppOptions } from '../api-app';
import { collection, pageSize, readCursor, writeCursor } from '../collection';
import { correlationId } from '../correlation';
import { CurrentActor } from '../current-actor.decorator';
import { Endpoint, PageRoute } from '../endpoint.decorator';
import { HttpModule } from '../http.module';
import { Input } from '../input.decorator';
import { page } from '../page';
import { expectVersion } from '../resource';
import { RoleHolders } from '../role-holders';
import { StreamModule } from '../stream/stream.module';

export const actor = (changes: Partial<Actor> = {}): Actor => ({
  organisationId: '0b000000-0000-4000-8000-000000000001',
  organisationName: 'Nordwind',
  country: 'DE',
  programs: ['indirect_provider'],
  roles: [{ role: 'sales_agent' }],
  userId: '00000000-0000-4000-8000-00000000000a',
  name: 'Sam Agent',
  locale: 'en',
  ...changes,
});

/** A bearer token that says who it is of. */
/** An organisation in which nobody is Global admin; Greta, a User admin, can give the role. */
export const LEADERLESS = '00000000-0000-4000-8000-0000000000ff';

export const bearer = (who: Actor = actor()): string => `Bearer ${Buffer.from(JSON.stringify(who)).toString('base64url')}`;

@Injectable()
class TokenIsActor extends Authenticator {
  static readonly ended = new Set<string>();

  identify(request: FastifyRequest): Promise<Actor | undefined> {
    const token = request.headers.authorization?.replace(/^Bearer /, '') ?? request.cookies?.['who'];
    if (!token) return Promise.resolve(undefined);
    try {
      const who = JSON.parse(Buffer.from(token, 'base64url').toString()) as Actor;
      if (TokenIsActor.ended.has(who.name)) throw new Error('ended');
      return Promise.resolve(who);
    } catch {
      throw new DomainError({ rule: 'API-04', reason: 'TOKEN_REQUIRED', kind: 'unauthenticated' });
    }
  }
}

/** Ends the session of everyone of this name. */
export const endSessionsOf = (name: string): void => void TokenIsActor.ended.add(name);

const REASONS = defineReasons({
  MAIL_NOT_ALLOWED: { rule: 'TST-01', code: 719001, kind: 'invalid', says: 'Web mail is not allowed.', fix: 'Use a company address.' },
  NAME_TAKEN: { rule: 'TST-02', code: 719002, kind: 'conflict', says: 'The name is taken.', fix: 'Choose another.' },
  TOO_OFTEN: { rule: 'TST-03', code: 719003, kind: 'limited', says: 'That was too often.', fix: 'Wait.' },
});

const Body = z.object({
  name: z.string().min(2),
  email: z.string().refine((email) => !email.endsWith('@gmail.com'), 'MAIL_NOT_ALLOWED').optional(),
  profile: z.object({ defaultAddress: z.object({ city: z.string() }).optional() }).optional(),
  lines: z.array(z.object({ offerId: z.string(), quantity: z.coerce.number().int() })).optional(),
  labels: z.record(z.string(), z.string()).optional(),
  ...etagField,
});

const postThing = endpoint({
  ...{ method: 'POST', path: '/v1/things', action: 'partnership.request', tag: 'Things', summary: 'Makes a thing.', status: 201 },
  body: Body,
  response: z.object({ id: z.string(), body: z.unknown(), secret: z.string() }).meta({ id: 'Thing' }),
});
const getThings = endpoint({
  ...{ method: 'GET', path: '/v1/things', action: 'partnership.list', tag: 'Things', summary: 'Lists things.' },
  query: PageQuery.extend({ relationship_type: z.string().optional(), ids: z.array(z.string()).optional() }),
  response: collectionOf(z.object({ id: z.number() })),
});
const patchThing = endpoint({
  ...{ method: 'PATCH', path: '/v1/things/:thingId', action: 'partnership.request', tag: 'Things', summary: 'Changes a thing.' },
  params: z.object({ thingId: z.uuid() }),
  body: z.object({ fail: z.string().optional(), ...etagField }),
  response: z.object({ thingId: z.string() }),
});
const getOpen = endpoint({ method: 'GET', path: '/v1/open', action: 'public', tag: 'Things', summary: 'Open to all.', response: z.object({ name: z.string(), correlation: z.string() }) });
const personal = endpoint({ method: 'POST', path: '/v1/accept', action: 'partnership.accept', tag: 'Things', summary: 'Only for persons.' });

@Controller()
class ThingController {
  static held: Promise<void> = Promise.resolve();

  constructor(@Inject(EntityManager) private readonly em: EntityManager) {}

  @Endpoint(postThing, { secretFields: ['secret'] })
  async make(@Input() { body }: InputOf<typeof postThing>): Promise<unknown> {
    await ThingController.held;
    const [row] = await this.em.execute<{ id: number }[]>('insert into thing (name) values (?) returning id', [body.name]);
    if (body.name === 'undone') throw new DomainError({ rule: 'TST-02', reason: 'NAME_TAKEN', kind: 'conflict', field: 'name' });
    return answer({ id: String(row?.id), body, secret: 'told once' }, { headers: { location: `/things/${row?.id}` } });
  }

  @Endpoint(getThings)
  async list(@Input() input: InputOf<typeof getThings>): Promise<unknown> {
    const after = readCursor(input, z.int()) ?? 0;
    const size = pageSize(input.query);
    const rows = Array.from({ length: 5 }, (_, at) => ({ id: at + 1 })).filter(({ id }) => id > after);
    const shown = rows.slice(0, size);
    const last = rows.length > size ? shown.at(-1) : undefined;
    return collection(shown, { path: getThings.path, query: input.query, ...(last ? { next: writeCursor(input, last.id) } : {}) });
  }

  @Endpoint(patchThing)
  async change(@Input() { params, body, etag }: InputOf<typeof patchThing>): Promise<unknown> {
    expectVersion({ version: 3 }, etag);
    if (body.fail === 'bug') throw new Error('inside: password=hunter2');
    if (body.fail === 'limit') throw new DomainError({ rule: 'TST-03', reason: 'TOO_OFTEN', kind: 'limited', details: { retryAfter: 42 } });
    if (body.fail === 'unique') await this.em.execute("insert into thing (name) values ('x'), ('x')");
    if (body.fail === 'nul') await this.em.execute('select ?::text', ['a\0b']);
    return params;
  }

  @Endpoint(getOpen)
  open(@CurrentActor() who: Actor | undefined): unknown {
    return { name: who?.name ?? 'nobody', correlation: correlationId() };
  }

  @Endpoint(personal)
  accept(): void {
    return undefined;
  }

  @PageRoute('GET', '/invite/:token')
  page(): unknown {
    return page('<p>Hello</p>', { status: 410 });
  }

  @PageRoute('POST', '/invite/:token')
  answered(): unknown {
    return page('<p>Done</p>');
  }
}

/** Holds every new thing back until the promise resolves. */
export const hold = (until: Promise<void>): void => {
  ThingController.held = until;
};

export interface TinyApi {
  readonly app: NestFastifyApplication;
  /** Log lines so far. */
  readonly log: string[];
  inject(method: string, url: string, more?: { headers?: Record<string, string>; body?: unknown; raw?: string | Buffer }): Promise<Reply>;
}

export interface Reply {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly text: string;
  readonly json: Record<string, unknown> & { data: { reason: string; rule: string; field?: string; requiredRoles?: string[] }[] };
}

interface Place {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly parts: readonly DatabasePart[];
  readonly settings?: Record<string, string>;
  /** More modules with routes of their own. */
  readonly modules?: readonly Type[];
}

/** A whole api with one small controller, on a real database and Redis. */
export async function tinyApi({ databaseUrl, redisUrl, parts, settings = {}, modules = [] }: Place, options: ApiAppOptions = {}): Promise<TinyApi> {
  const config = loadConfig({
    ...{ DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'no-reply@tandem.example' },
    ...{ LINK_KEYS: 'k'.repeat(32), SESSION_KEYS: 's'.repeat(32), RATE_LIMIT_PER_MINUTE: '100000', ...settings },
  });
  const log: string[] = [];
  const sink = new Writable({ write: (chunk: Buffer, _encoding, done) => (log.push(chunk.toString()), done()) });

  @Module({
    imports: [
      ...[DatabaseModule.forRoot({ config, parts }), ClockModule, JobsModule.forApi({ definitions: [] }), EventsModule],
      ...[HttpModule.forRoot({ reasons: [REASONS], constraints: [{ thing_name_key: 'NAME_TAKEN' }] }), TelemetryModule.forRoot(config, sink), HealthModule, StreamModule],
      {
        module: class Identity {},
        global: true,
        providers: [
          { provide: Authenticator, useClass: TokenIsActor },
          { provide: RoleHolders, useValue: { holdersOf: (organisationId: string, anyOf: readonly string[]) => Promise.resolve(organisationId === LEADERLESS && !anyOf.includes('user_admin') ? [] : ['Greta Ahrens']) } },
        ],
        exports: [Authenticator, RoleHolders],
      },
      ...modules,
    ],
    controllers: [ThingController],
  })
  class TinyModule {}

  const app = await createApiApp(TinyModule, config, options);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return {
    app,
    log,
    inject: async (method, url, { headers = {}, body, raw } = {}) => {
      const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
      const reply = await app.inject({ method: method as 'GET', url, headers: { ...(payload === undefined ? {} : { 'content-type': 'application/json' }), ...headers }, ...(payload === undefined ? {} : { payload }) });
      const text = reply.payload;
      return { status: reply.statusCode, headers: reply.headers as Record<string, string>, text, json: (text.startsWith('{') ? JSON.parse(text) : {}) as Reply['json'] };
    },
  };
}
