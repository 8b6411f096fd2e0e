import { Controller, Inject, Req } from '@nestjs/common';
import { createWorkAccount, findWorkAccount } from '@tandem/identity-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { Across, Endpoint, Input } from '@tandem/platform-server';
import type { FastifyRequest } from 'fastify';
import { CreateWorkAccount } from './create-work-account';
import { FindWorkAccount } from './find-work-account';

/** Work accounts of companies that nobody knows yet, for everybody. */
@Controller()
@Across('sign-in')
export class WorkAccountsController {
  constructor(
    @Inject(CreateWorkAccount) private readonly creating: CreateWorkAccount,
    @Inject(FindWorkAccount) private readonly finding: FindWorkAccount,
  ) {}

  @Endpoint(createWorkAccount)
  create(@Req() request: FastifyRequest, @Input() { body }: InputOf<typeof createWorkAccount>): Promise<AnswerOf<typeof createWorkAccount>> {
    return this.creating.run(body, request.ip);
  }

  @Endpoint(findWorkAccount)
  find(@Input() { params }: InputOf<typeof findWorkAccount>): Promise<AnswerOf<typeof findWorkAccount>> {
    return this.finding.run(params.domain);
  }
}
