import { Inject, Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { InjectThrottlerOptions, InjectThrottlerStorage, ThrottlerGuard } from '@nestjs/throttler';
import type { ThrottlerModuleOptions, ThrottlerStorage } from '@nestjs/throttler';
import { DomainError } from '@tandem/platform-kernel';
import type { FastifyRequest } from 'fastify';
import { stateOf } from './request-state';

const UNCOUNTED = /^\/(health|metrics)\b/;

/** Who is counted: organisation and client (or person); whoever is not signed in, by address. */
function counted(request: FastifyRequest): string {
  const actor = stateOf(request)?.actor;
  return actor ? `${actor.organisationId}:${actor.clientId ?? actor.userId ?? ''}` : `address:${request.ip}`;
}

/** Limits the requests of a minute per organisation and client, over all routes together (SEC-05). */
@Injectable()
export class ThrottleGuard extends ThrottlerGuard implements CanActivate {
  constructor(
    @InjectThrottlerOptions() options: ThrottlerModuleOptions,
    @InjectThrottlerStorage() storage: ThrottlerStorage,
    @Inject(Reflector) reflector: Reflector,
  ) {
    super(options, storage, reflector);
  }

  protected override shouldSkip(context: ExecutionContext): Promise<boolean> {
    return Promise.resolve(UNCOUNTED.test(context.switchToHttp().getRequest<FastifyRequest>().url));
  }

  protected override getTracker(request: Record<string, unknown>): Promise<string> {
    return Promise.resolve(counted(request as unknown as FastifyRequest));
  }

  protected override generateKey(_context: ExecutionContext, tracker: string): string {
    return tracker;
  }

  protected override throwThrottlingException(_context: ExecutionContext, { timeToBlockExpire }: { timeToBlockExpire: number }): Promise<void> {
    throw new DomainError({ rule: 'SEC-05', reason: 'TOO_MANY_REQUESTS', kind: 'limited', details: { retryAfter: timeToBlockExpire } });
  }
}
