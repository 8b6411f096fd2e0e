import { Inject, Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { DomainError } from '@tandem/platform-kernel';
import type { FastifyRequest } from 'fastify';
import { requirePermission } from '../auth/actor';
import { Authenticator } from '../auth/authenticator';
import { ENDPOINT } from './endpoint.decorator';
import type { RouteMetadata } from './endpoint.decorator';
import { stateOf } from './request-state';

/** Lets a request through when the permission table says so. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(@Inject(Authenticator) private readonly authenticator: Authenticator) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const metadata = Reflect.getMetadata(ENDPOINT, context.getHandler()) as RouteMetadata | undefined;
    const action = metadata?.endpoint.action ?? 'public';
    const actor = await this.authenticator.identify(request);
    const state = stateOf(request);
    if (state && actor) state.actor = actor;
    if (action === 'public') return true;
    if (action !== 'signed-in') requirePermission(actor, action);
    else if (!actor) throw new DomainError({ rule: 'API-04', reason: 'TOKEN_REQUIRED', kind: 'unauthenticated' });
    return true;
  }
}
