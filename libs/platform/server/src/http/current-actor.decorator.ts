import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../auth/actor';
import { stateOf } from './request-state';

/** The caller. On `public` endpoints undefined when nobody is signed in; elsewhere always there. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor | undefined =>
  stateOf(context.switchToHttp().getRequest<FastifyRequest>())?.actor,
);
