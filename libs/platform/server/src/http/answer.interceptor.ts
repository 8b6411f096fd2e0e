import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map } from 'rxjs';
import type { Observable } from 'rxjs';
import { Answer } from './answer';
import { Page } from './page';

/** Sends what handlers return: plain bodies as they are, `Answer` and `Page` with their status and headers. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(map((result: unknown) => AnswerInterceptor.written(reply, result)));
  }

  private static written(reply: FastifyReply, result: unknown): unknown {
    if (result instanceof Page) {
      void reply.code(result.status).headers(result.headers);
      return result.html;
    }
    if (!(result instanceof Answer)) return result;
    if (result.options.status) void reply.code(result.options.status);
    void reply.headers(result.options.headers ?? {});
    return result.body;
  }
}
