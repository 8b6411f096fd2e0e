import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Req } from '@nestjs/common';
import { createWorkAccount } from '@tandem/identity-contract';
import { CreateWorkAccount, FindWorkAccount } from '@tandem/identity-server';
import { STATUS_OF_KIND } from '@tandem/platform-contract';
import { DomainError, supportedCountries } from '@tandem/platform-kernel';
import { Across, CurrentActor, pageAnswer, pageLocale, PageRoute } from '@tandem/platform-server';
import type { Actor, Page } from '@tandem/platform-server';
import type { FastifyRequest } from 'fastify';
import { ACCOUNT_PATH, accountPage, sentPage, WELCOME_PATH, welcomePage } from './welcome.page';
import type { AccountAt, AccountForm } from './welcome.page';

const FIELDS = ['companyName', 'country', 'firstName', 'lastName', 'email'] as const;

/** What somebody typed, as text whatever was sent. */
function formOf(request: FastifyRequest): AccountForm {
  const body = (request.body ?? {}) as Record<string, unknown>;
  return Object.fromEntries(FIELDS.map((field) => [field, typeof body[field] === 'string' ? body[field] : '']));
}

/** The public pages on which a company that nobody knows begins (SCR-01, SCR-02): readable without script. */
@Controller()
@Across('sign-in')
export class WelcomePageController {
  constructor(
    private readonly em: EntityManager,
    private readonly creating: CreateWorkAccount,
    private readonly finding: FindWorkAccount,
  ) {}

  @PageRoute('GET', WELCOME_PATH)
  welcome(@Req() request: FastifyRequest, @CurrentActor() actor: Actor | undefined): Page {
    return pageAnswer(request, welcomePage({ locale: pageLocale(request), actor }));
  }

  @PageRoute('GET', ACCOUNT_PATH)
  async account(@Req() request: FastifyRequest, @CurrentActor() actor: Actor | undefined): Promise<Page> {
    const { domain } = request.query as { domain?: unknown };
    const lookup = typeof domain === 'string' && domain.trim() !== '' ? await this.lookUp(domain) : undefined;
    return this.page(request, actor, { form: {}, lookup });
  }

  @PageRoute('POST', ACCOUNT_PATH)
  async create(@Req() request: FastifyRequest, @CurrentActor() actor: Actor | undefined): Promise<Page> {
    const form = formOf(request);
    const given = createWorkAccount.body?.safeParse({ ...form, language: pageLocale(request) });
    if (!given?.success) return this.page(request, actor, { form, reason: 'FIELD_INVALID' }, 400);
    try {
      const { email } = await this.creating.run(given.data, request.ip);
      return pageAnswer(request, sentPage({ locale: pageLocale(request), email }));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      // What the refused work had begun in memory must not be written when the request ends.
      this.em.clear();
      return this.page(request, actor, { form, reason: error.reason }, STATUS_OF_KIND[error.kind]);
    }
  }

  private async lookUp(domain: string): Promise<AccountAt['lookup']> {
    try {
      return await this.finding.run(domain);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { reason: error.reason };
    }
  }

  private page(request: FastifyRequest, actor: Actor | undefined, shown: Pick<AccountAt, 'form' | 'reason' | 'lookup'>, status = 200): Page {
    return pageAnswer(request, accountPage({ locale: pageLocale(request), actor, countries: supportedCountries(), ...shown }), { status });
  }
}
