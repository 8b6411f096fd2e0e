import type { FastifyRequest } from 'fastify';
import type { Actor } from '../auth/actor';

/** What the HTTP layer knows of a request while it runs. */
export interface RequestState {
  readonly requestId: string;
  readonly correlationId: string;
  actor?: Actor;
  /** What the authenticator threw: a token or session that is not valid any more. */
  refusal?: Error;
}

const states = new WeakMap<object, RequestState>();

/** Remembers the state of a request; called once, when it arrives. */
export const keepState = (request: FastifyRequest, state: RequestState): void => void states.set(request.raw, state);

/** The state of a request, undefined before it has arrived. */
export const stateOf = (request: FastifyRequest): RequestState | undefined => states.get(request.raw);
