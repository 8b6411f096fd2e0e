import { Inject, Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authenticator } from '../auth/authenticator';
import { stateOf } from './request-state';

/**
 * Finds out who calls, before anything is counted or refused. A token that is no longer valid is remembered, not refused yet:
 * refusals have to be counted too.
 */
@Injectable()
export class IdentityGuard implements CanActivate {
  constructor(@Inject(Authenticator) private readonly authenticator: Authenticator) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const state = stateOf(request);
    if (!state) throw new Error('The request has not arrived through createApiApp');
    try {
      const actor = await this.authenticator.identify(request);
      if (actor) state.actor = actor;
    } catch (error) {
      state.refusal = error instanceof Error ? error : new Error(String(error));
    }
    return true;
  }
}
