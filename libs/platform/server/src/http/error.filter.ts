import { Catch, Inject, Logger } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ErrorBodies } from './error-bodies';
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
    const allowed = answer.status === 404 && !request.routeOptions?.url ? this.routes.methodsAt(request.url) : [];
    void reply
      .code(allowed.length > 0 ? 405 : answer.status)
      .headers(allowed.length > 0 ? { allow: allowed.join(', ') } : answer.headers)
      .type('application/json; charset=utf-8')
      .send(answer.body);
  }
}
