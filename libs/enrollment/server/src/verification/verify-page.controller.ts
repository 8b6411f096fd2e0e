import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Req } from '@nestjs/common';
import { DomainError } from '@tandem/platform-kernel';
import { Across, pageAnswer, pageLocale, PageRoute } from '@tandem/platform-server';
import type { Page } from '@tandem/platform-server';
import type { FastifyRequest } from 'fastify';
import { ConfirmContact } from './confirm-contact';
import { VERIFY_PATH } from './contact-links';
import { ContactQuestion } from './contact-question';
import { endingPage, questionPage } from './verify.page';

const tokenOf = (request: FastifyRequest): string => (request.params as { token: string }).token;

/** The page behind the link to a primary contact (SCR-04): readable by whoever holds it, without script; only its form confirms. */
@Controller()
@Across('personal-link')
export class VerifyPageController {
  constructor(
    private readonly em: EntityManager,
    private readonly question: ContactQuestion,
    private readonly confirming: ConfirmContact,
  ) {}

  @PageRoute('GET', `${VERIFY_PATH}:token`)
  show(@Req() request: FastifyRequest): Promise<Page> {
    return this.page(request, async () => undefined);
  }

  @PageRoute('POST', `${VERIFY_PATH}:token`)
  confirm(@Req() request: FastifyRequest): Promise<Page> {
    return this.page(request, (token) => this.confirming.run(token));
  }

  private async page(request: FastifyRequest, work: (token: string) => Promise<void>): Promise<Page> {
    const token = tokenOf(request);
    const at = { locale: pageLocale(request), path: VERIFY_PATH + token };
    try {
      await work(token);
      const asked = await this.question.of(token);
      return pageAnswer(request, asked.state === 'confirmed' ? endingPage(at, 'done') : questionPage(at, asked));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      // What the refused work had begun in memory must not be written when the request ends.
      this.em.clear();
      return error.kind === 'gone' ? pageAnswer(request, endingPage(at, 'ended'), { status: 410 }) : pageAnswer(request, endingPage(at, 'unknown'), { status: 404 });
    }
  }
}
