import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Req } from '@nestjs/common';
import { downloadAgreement } from '@tandem/enrollment-contract';
import { AgreementTemplate } from '@tandem/enrollment-domain';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { DomainError } from '@tandem/platform-kernel';
import { answer, Endpoint, Input, pageAnswer, pageLocale, PageRoute } from '@tandem/platform-server';
import type { Answer, Page } from '@tandem/platform-server';
import type { FastifyRequest } from 'fastify';
import { AgreementLinks, DOCUMENT_PATH } from './agreement-links';
import { DOCUMENT_WORDS } from './agreement-document.words.data';
import { agreementPdf } from './agreement-pdf';
import { agreementPage, noAgreementPage } from './agreement.page';

/** What is behind the link to a document: a page to read it, and the file (AGR-01). Nobody signs in for it. */
@Controller()
export class AgreementPageController {
  constructor(
    private readonly em: EntityManager,
    private readonly links: AgreementLinks,
  ) {}

  @PageRoute('GET', `${DOCUMENT_PATH}:token`)
  async show(@Req() request: FastifyRequest): Promise<Page> {
    const { token } = request.params as { token: string };
    const locale = pageLocale(request);
    try {
      return pageAnswer(request, agreementPage({ template: await this.templateOf(token), token, locale }));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const ended = error.kind === 'gone';
      return pageAnswer(request, noAgreementPage(ended ? 'ended' : 'unknown', token, locale), { status: ended ? 410 : 404 });
    }
  }

  @Endpoint(downloadAgreement, { produces: 'application/pdf' })
  async download(@Req() request: FastifyRequest, @Input() { params, query }: InputOf<typeof downloadAgreement>): Promise<Answer<Buffer | AnswerOf<typeof downloadAgreement>>> {
    const template = await this.templateOf(params.token);
    const language = query.lang ?? pageLocale(request);
    const name = `${DOCUMENT_WORDS[language].fileName}-${template.versionRank}-${language}.pdf`;
    const headers = { 'content-type': 'application/pdf', 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-store', 'x-robots-tag': 'noindex' };
    return answer(await agreementPdf(template, language), { headers });
  }

  private templateOf(token: string): Promise<AgreementTemplate> {
    return this.em.findOneOrFail(AgreementTemplate, { id: this.links.templateOf(token) });
  }
}
