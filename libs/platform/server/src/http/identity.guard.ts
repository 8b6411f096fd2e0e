import { Inject, Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../auth/actor';
import { Authenticator } from '../auth/authenticator';
import { ACROSS } from '../tenancy/across.decorator';
import { EVERYONE, NOBODY, see } from '../tenancy/scope';
import type { Sight } from '../tenancy/scope';
import { stateOf } from './request-state';

/**
 * Finds out who calls, before anything is counted or refused; from here on the request sees what the caller's organisation may see (SEC-01). A token that is no longer valid is remembered, not refused yet:
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
    see(sightOf(context, state.actor));
    return true;
  }
}

function sightOf(context: ExecutionContext, actor: Actor | undefined): Sight {
  const door: unknown = [context.getHandler(), context.getClass()].map((target) => Reflect.getMetadata(ACROSS, target) as unknown).find(Boolean);
  if (door || actor?.programs.includes('operator')) return EVERYONE;
  return actor?.organisationId ?? NOBODY;
}
