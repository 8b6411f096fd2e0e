import { Catch, Inject } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { STATUS_OF_KIND } from '@tandem/platform-contract';
import { DomainError } from '@tandem/platform-kernel';
import type { FastifyReply } from 'fastify';
import { Reasons } from './reasons';

/** Writes every refusal as the API's error body. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  constructor(@Inject(Reasons) private readonly reasons: Reasons) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (!(error instanceof DomainError)) throw error;
    const reason = this.reasons.find(error.reason);
    void reply.code(STATUS_OF_KIND[error.kind]).send({ code: reason?.code, description: reason?.says, data: [], source: 'Tandem' });
  }
}
