import { Controller, Req } from '@nestjs/common';
import { Config, pageAnswer, pageLocale, PageRoute } from '@tandem/platform-server';
import type { Page } from '@tandem/platform-server';
import type { FastifyRequest } from 'fastify';
import { GUIDE_PATH, guidePage } from './guide.page';

/** The guide to the review; mails and the page of the enrollment lead to it. */
@Controller()
export class GuidePageController {
  constructor(private readonly config: Config) {}

  @PageRoute('GET', GUIDE_PATH)
  show(@Req() request: FastifyRequest): Page {
    return pageAnswer(request, guidePage(pageLocale(request), this.config.get('SUPPORT_CONTACT') ?? this.config.get('MAIL_FROM')));
  }
}
