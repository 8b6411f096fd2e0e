import { Controller, Req } from '@nestjs/common';
import { DomainError } from '@tandem/platform-kernel';
import { Across, pageAnswer, pageLocale, PageRoute } from '@tandem/platform-server';
import type { Page } from '@tandem/platform-server';
import type { FastifyRequest } from 'fastify';
import { askedPage, forgottenPage } from './account.page';
import { ACCOUNT_PAGE_WORDS } from './account-pages.words.data';
import { AskForPassword } from './ask-for-password';

const FORGOTTEN = '/auth/forgotten';

/** Where somebody who forgot a password asks for a link; whoever asks gets the same answer (SEC-02). */
@Controller()
@Across('sign-in')
export class ForgottenController {
  constructor(private readonly asking: AskForPassword) {}

  @PageRoute('GET', FORGOTTEN)
  forgotten(@Req() request: FastifyRequest): Page {
    return pageAnswer(request, forgottenPage({ locale: pageLocale(request), path: FORGOTTEN }));
  }

  @PageRoute('POST', FORGOTTEN)
  async ask(@Req() request: FastifyRequest): Promise<Page> {
    const at = { locale: pageLocale(request), path: FORGOTTEN };
    const given = (request.body as Record<string, unknown> | null | undefined)?.['email'];
    const email = typeof given === 'string' ? given : '';
    try {
      await this.asking.run(email, request.ip);
      return pageAnswer(request, askedPage(at));
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'limited') throw error;
      const seconds = Number(error.refusals[0].details?.['retryAfter'] ?? 60);
      const message = ACCOUNT_PAGE_WORDS[at.locale].forgotten.limited(Math.ceil(seconds / 60));
      return pageAnswer(request, forgottenPage({ ...at, email, message }), { status: 429, headers: { 'retry-after': String(seconds) } });
    }
  }
}
