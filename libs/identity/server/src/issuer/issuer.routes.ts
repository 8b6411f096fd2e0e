import { Readable } from 'node:stream';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { across, Config } from '@tandem/platform-server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { decodeJwt } from 'jose';
import { discoveryOf } from './discovery';
import { Issuer } from './issuer';
import { rememberCall } from './token-call';
import type { TokenCall } from './token-call';

type TenantRequest = FastifyRequest<{ Params: { tenant: string } }>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The issuer's routes: its own under `/oidc`, and the token routes that existing clients know. They speak OAuth, not the API's
 * conventions, and so stand beside the HTTP layer: bodies are handed on as they came.
 */
@Injectable()
export class IssuerRoutes implements OnModuleInit {
  constructor(
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Config) private readonly config: Config,
    @Inject(Issuer) private readonly issuer: Issuer,
  ) {}

  /** Adds the routes in a scope of their own, before the server listens. */
  onModuleInit(): void {
    // A context without a server (worker, tools) has no routes.
    const server = this.host.httpAdapter?.getInstance<FastifyInstance | undefined>();
    if (typeof server?.register !== 'function') return;
    server.register((scope, _options, done) => {
      scope.removeAllContentTypeParsers();
      scope.addHook('preHandler', (_request, _reply, next) => across('sign-in', next));
      scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: 56 * 1024 }, (_request, body, parsed) => parsed(null, body));
      scope.post('/oidc/token', (request, reply) => this.token(request, reply, formOf(request), { version: 2, resource: this.issuer.audience }));
      scope.all('/oidc/*', (request, reply) => this.pass(request, reply, request.url.replace(/^\/oidc/i, '')));
      scope.post('/:tenant/oauth2/v2.0/token', (request: TenantRequest, reply) => this.tenantToken(request, reply, 2));
      scope.post('/:tenant/oauth2/token', (request: TenantRequest, reply) => this.tenantToken(request, reply, 1));
      scope.get('/:tenant/v2.0/.well-known/openid-configuration', (request: TenantRequest, reply) => this.discovery(request, reply));
      done();
    });
  }

  private async discovery(request: TenantRequest, reply: FastifyReply): Promise<unknown> {
    if (!(await this.organisation(request.params.tenant))) return this.unknownTenant(reply);
    return discoveryOf(this.issuer.issuer, `${new URL(this.issuer.issuer).origin}/${request.params.tenant}/oauth2/v2.0/token`);
  }

  private async tenantToken(request: TenantRequest, reply: FastifyReply, version: 1 | 2): Promise<unknown> {
    const organisationId = await this.organisation(request.params.tenant);
    if (!organisationId) return this.unknownTenant(reply);
    const form = formOf(request);
    return this.token(request, reply, form, { version, resource: form.get('resource') ?? this.issuer.audience, organisationId });
  }

  /** Passes a token request on. */
  private async token(request: FastifyRequest, reply: FastifyReply, form: URLSearchParams, asked: Pick<TokenCall, 'version' | 'resource' | 'organisationId'>): Promise<unknown> {
    const route = new URL(this.issuer.issuer).origin + (request.url.split('?')[0] ?? '');
    const call: TokenCall = { ...asked, route, client: clientOf(request, form), address: request.ip, byAssertion: form.has('client_assertion') };
    // The issuer has one resource and one scope; what callers of other platforms name here would only be refused.
    form.delete('resource');
    form.delete('scope');
    return this.pass(request, reply, '/token', call, Buffer.from(form.toString()));
  }

  private async pass(
    request: FastifyRequest,
    reply: FastifyReply,
    url: string,
    call?: TokenCall,
    body = bodyOf(request),
  ): Promise<unknown> {
    const provider = await this.issuer.provider();
    const replayed = replay(
      request.raw,
      url || '/',
      body,
      new URL(this.config.get('PUBLIC_URL')),
      call ? { accept: 'application/json' } : {},
    );
    if (call) rememberCall(replayed, call);
    void reply.hijack();
    for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) reply.raw.setHeader(name, value);
    await provider.callback()(replayed, reply.raw);
    return reply;
  }

  private async organisation(tenant: string): Promise<string | undefined> {
    const column = UUID.test(tenant) ? 'id' : 'domain';
    const [row] = await this.em.fork().execute<{ id: string }[]>(`select id from organisation where ${column} = ?`, [tenant.toLowerCase()]);
    return row?.id;
  }

  private unknownTenant(reply: FastifyReply): FastifyReply {
    return reply.status(400).send({ error: 'invalid_request', error_description: 'There is no organisation with this id or domain.' });
  }
}

const bodyOf = ({ body }: FastifyRequest): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));

const formOf = (request: FastifyRequest): URLSearchParams => new URLSearchParams(bodyOf(request).toString('utf8'));

/** The client that a token request names, for counting only; the issuer judges. */
function clientOf(request: FastifyRequest, form: URLSearchParams): string {
  const [kind, credentials = ''] = (request.headers.authorization ?? '').split(' ');
  const basic = kind?.toLowerCase() === 'basic' ? Buffer.from(credentials, 'base64').toString('utf8').split(':')[0] : undefined;
  return form.get('client_id') ?? basic ?? subjectOf(form.get('client_assertion')) ?? '';
}

/** Whom an assertion says it is of; nothing of it has been checked. */
function subjectOf(assertion: string | null): string | undefined {
  try {
    return assertion === null ? undefined : decodeJwt(assertion).sub;
  } catch {
    return undefined;
  }
}

/**
 * The request as the issuer is to see it: mounted under `/oidc`, at the public address whatever proxies say, with the given body.
 * A fresh stream, because the original's has been read.
 */
function replay(raw: IncomingMessage, url: string, body: Buffer, at: URL, headers: IncomingHttpHeaders): IncomingMessage {
  const { 'x-forwarded-host': _host, 'transfer-encoding': _encoding, ...given } = raw.headers;
  return Object.assign(Readable.from(body.length > 0 ? [body] : [], { objectMode: false }), {
    method: raw.method,
    url,
    originalUrl: `/oidc${url}`,
    socket: raw.socket,
    connection: raw.socket,
    httpVersion: raw.httpVersion,
    httpVersionMajor: raw.httpVersionMajor,
    httpVersionMinor: raw.httpVersionMinor,
    headers: {
      ...given,
      ...headers,
      host: at.host,
      'x-forwarded-proto': at.protocol.replace(':', ''),
      ...(body.length > 0 ? { 'content-length': String(body.length) } : {}),
    },
  }) as unknown as IncomingMessage;
}
