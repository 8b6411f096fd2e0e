import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { RouteMetadata } from './endpoint.decorator';
import { ENDPOINT } from './endpoint.decorator';
import { readInput } from './read-input';

/**
 * The parsed input of an endpoint, an `InputOf<typeof endpoint>`: parameters, query and body with keys matched case-insensitively,
 * and the etag that the caller knows.
 * @throws DomainError FIELD_INVALID (or the reason named by the schema) with every fault at once.
 */
export const Input = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const { endpoint } = Reflect.getMetadata(ENDPOINT, context.getHandler()) as RouteMetadata;
  return readInput(endpoint, context.switchToHttp().getRequest<FastifyRequest>());
});
