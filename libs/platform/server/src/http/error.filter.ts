import { Catch, Inject, Logger } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { DomainError } from '@tandem/platform-kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ErrorBodies } from './error-bodies';
import type { ErrorAnswer } from './error-bodies';
import { Routes } from './routes';

/** Answers every error in the API's shape and logs, once, what nobody expected. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  constructor(
    @Inject(ErrorBodies) private readonly bodies: ErrorBodies,
    @Inject(Routes) private readonly routes: Routes,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    const answer = this.bodies.render(error);
    if (answer.unexpected) this.logger.error(error instanceof Error ? (error.stack ?? error.message) : 'Something that is no error was thrown');
    if (reply.sent) return;
    // A route that was found, or refused by name, is no matter of the method.
    const open = answer.status === 404 && !request.routeOptions?.url && !(error instanceof DomainError) ? this.routes.methodsAt(request.url) : [];
    const allowed = open.includes(request.method) ? [] : open;
    void reply
      .code(allowed.length > 0 ? 405 : answer.status)
      .headers(allowed.length > 0 ? { allow: allowed.join(', ') } : answer.headers)
      .type('application/json; charset=utf-8')
      .send(allowed.length > 0 ? ErrorFilter.otherMethod(answer.body, allowed) : answer.body);
  }

  private static otherMethod(body: ErrorAnswer['body'], allowed: readonly string[]): ErrorAnswer['body'] {
    const fix = `Use ${allowed.join(' or ')} here.`;
    return { ...body, description: 'There is such a route, but not for this method.', data: (body['data'] as readonly object[]).map((fault) => ({ ...fault, fix })) };
  }
}
