import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Req } from '@nestjs/common';
import { Organisation } from '@tandem/identity-domain';
import type { LinkPurpose } from '@tandem/identity-domain';
import { DomainError } from '@tandem/platform-kernel';
import { Across, Config, pageAnswer, pageLocale, PageRoute } from '@tandem/platform-server';
import type { Page } from '@tandem/platform-server';
import type { FastifyRequest } from 'fastify';
import { labelOf } from '../sign-in/outside-issuer';
import { choosePage, joinElsewherePage, linkEndedPage, linkUnknownPage, savedPage } from './account.page';
import { LINK_PATHS } from './account-links';
import { ACCOUNT_PAGE_WORDS } from './account-pages.words.data';
import { ChoosePassword } from './choose-password';

const tokenOf = (request: FastifyRequest): string => (request.params as { token: string }).token;
const fieldOf = (request: FastifyRequest, name: string): string => {
  const value = (request.body as Record<string, unknown> | null | undefined)?.[name];
  return typeof value === 'string' ? value : '';
};

/** Choosing a password behind a link, readable by whoever holds one. GET shows and changes nothing (SEC-06). Where people sign in at an outside issuer, an invitation leads there. */
@Controller()
@Across('sign-in')
export class AccountPagesController {
  private readonly label: string | undefined;

  constructor(
    private readonly em: EntityManager,
    private readonly choosing: ChoosePassword,
    config: Config,
  ) {
    this.label = labelOf(config);
  }

  @PageRoute('GET', `${LINK_PATHS.join}:token`)
  showJoin(@Req() request: FastifyRequest): Promise<Page> {
    return this.form(request, 'join');
  }

  @PageRoute('POST', `${LINK_PATHS.join}:token`)
  join(@Req() request: FastifyRequest): Promise<Page> {
    return this.choose(request, 'join');
  }

  @PageRoute('GET', `${LINK_PATHS.reset}:token`)
  showReset(@Req() request: FastifyRequest): Promise<Page> {
    return this.form(request, 'reset');
  }

  @PageRoute('POST', `${LINK_PATHS.reset}:token`)
  reset(@Req() request: FastifyRequest): Promise<Page> {
    return this.choose(request, 'reset');
  }

  private async choose(request: FastifyRequest, purpose: LinkPurpose): Promise<Page> {
    if (purpose === 'join' && this.label !== undefined) return this.form(request, purpose);
    const at = this.at(request, purpose);
    const { choose: words } = ACCOUNT_PAGE_WORDS[at.locale];
    const password = fieldOf(request, 'password');
    if (password !== fieldOf(request, 'repeat')) return this.form(request, purpose, words.different);
    try {
      await this.choosing.run(purpose, tokenOf(request), password);
      return pageAnswer(request, savedPage(at));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      // What the refused work had begun in memory must not be written when the request ends.
      this.em.clear();
      const said = error.refusals.flatMap(({ reason }) => words.reasons[reason as keyof typeof words.reasons] ?? []);
      return this.form(request, purpose, said.length > 0 ? said.join(' ') : undefined);
    }
  }

  private async form(request: FastifyRequest, purpose: LinkPurpose, message?: string): Promise<Page> {
    const at = this.at(request, purpose);
    try {
      const { user } = await this.choosing.look(purpose, tokenOf(request));
      const { name } = await this.em.findOneOrFail(Organisation, { id: user.organisationId });
      const shown = { ...at, email: user.email, organisation: name };
      if (purpose === 'join' && this.label !== undefined) return pageAnswer(request, joinElsewherePage({ ...shown, label: this.label }));
      return pageAnswer(request, choosePage({ ...shown, ...(message === undefined ? {} : { message }) }), { status: message === undefined ? 200 : 400 });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.kind === 'gone') return pageAnswer(request, linkEndedPage(at), { status: 410 });
      return pageAnswer(request, linkUnknownPage(at), { status: 404 });
    }
  }

  private at(request: FastifyRequest, purpose: LinkPurpose) {
    return { locale: pageLocale(request), path: LINK_PATHS[purpose] + tokenOf(request), purpose };
  }
}
