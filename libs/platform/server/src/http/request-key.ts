import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../auth/actor';
import { bodyHashOf } from './body-parsers';
import type { RequestKey } from './stored-answers';

const sha256 = (...parts: readonly string[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('base64url');

/**
 * The idempotency key of a request: organisation, user or client, MS-RequestId, method and path. Undefined without the header:
 * then nothing is kept. Spelling of the route (case, doubled slashes) does not matter, that of its parameters does.
 */
export function requestKey(request: FastifyRequest, actor: Actor): RequestKey | undefined {
  const id = request.headers['ms-requestid'];
  if (typeof id !== 'string' || id.length === 0 || id.length > 200) return undefined;
  const route = request.routeOptions.url ?? request.url;
  const query = request.url.split('?')[1] ?? '';
  return {
    key: sha256(actor.organisationId, actor.userId ?? '', actor.clientId ?? '', id.toLowerCase(), request.method, route, JSON.stringify(request.params)),
    bodyHash: sha256(query, bodyHashOf(request) ?? ''),
  };
}
