import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { RequestContext } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { DomainError } from '@tandem/platform-kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { withCorrelationId } from './correlation';
import { keepState, stateOf } from './request-state';

const SANDBOX = /^\/+v1\/+sandbox(?![^/?])/i;
const API = /^\/+(webhooks\/+)?v1\//i;
const SERVER_ID = `${hostname().slice(0, 32)}-${process.pid}`;

/** A client's id when it is one that may stand in a header and a log line; else a new one. */
function given(request: FastifyRequest, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' && /^[\w.:{}-]{1,100}$/.test(value) ? value : randomUUID();
}

/**
 * What happens to every request as it arrives: ids are read or made and echoed, and everything after it runs under its
 * correlation id with an entity manager of its own. The latter begins after the body has been read: reading leaves the
 * asynchronous context in which a request arrived. `always`: headers of every answer.
 */
export function onArrival(instance: FastifyInstance, em: EntityManager, always: Readonly<Record<string, string>>): void {
  instance.addHook('onRequest', (request, reply, done) => {
    const state = { requestId: given(request, 'ms-requestid'), correlationId: given(request, 'ms-correlationid') };
    keepState(request, state);
    void reply.headers({
      ...always,
      // Whatever the API says is about somebody; who serves something for everyone says so. A path may be written in many ways, its route in one.
      ...(API.test(request.routeOptions.url ?? request.url) ? { 'cache-control': 'no-store' } : {}),
      'ms-requestid': state.requestId,
      'ms-correlationid': state.correlationId,
      'ms-cv': `${Buffer.from(randomUUID().replaceAll('-', ''), 'hex').toString('base64').slice(0, 22)}.0`,
      'ms-serverid': SERVER_ID,
    });
    done();
  });
  instance.addHook('preHandler', (request, _reply, done) => {
    withCorrelationId(stateOf(request)?.correlationId, () => RequestContext.create(em, done));
  });
}

/** Outside of sandbox mode nothing of it is there: not its routes, not their methods, not what their bodies may be. */
export function hideSandbox(instance: FastifyInstance): void {
  instance.addHook('onRequest', (request, _reply, done) => {
    done(SANDBOX.test(request.url) ? new DomainError({ rule: 'API-06', reason: 'METHOD_UNKNOWN', kind: 'missing' }) : undefined);
  });
}

/** While the process stops, a connection ends with the answer it waited for; kept open it would hold the process for a minute. */
export function onLeaving(instance: FastifyInstance): void {
  let closing = false;
  instance.addHook('preClose', (done) => {
    closing = true;
    done();
  });
  instance.addHook('onResponse', (request, _reply, done) => {
    if (closing) request.raw.socket.destroySoon();
    done();
  });
}
