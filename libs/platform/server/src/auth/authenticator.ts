import type { FastifyRequest } from 'fastify';
import type { Actor } from './actor';

/** Finds out who calls; the identity context provides it. */
export abstract class Authenticator {
  /**
   * The caller by access token or session cookie; undefined when there is neither.
   * @throws DomainError TOKEN_REQUIRED when a token or session is there but not valid any more.
   */
  abstract identify(request: FastifyRequest): Promise<Actor | undefined>;
}
