import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Req } from '@nestjs/common';
import { LINK_PATH } from '@tandem/invitations-domain';
import { STATUS_OF_KIND } from '@tandem/platform-contract';
import { Clock, DomainError } from '@tandem/platform-kernel';
import { Across, CurrentActor, pageAnswer, pageLocale, PageRoute, redirect } from '@tandem/platform-server';
import type { Actor, Page } from '@tandem/platform-server';
import type { FastifyRequest } from 'fastify';
import { AcceptInvitation } from '../answering/accept-invitation';
import { DeclineInvitation } from '../answering/decline-invitation';
import { RequestRenewal } from '../answering/request-renewal';
import { endedPage, unknownPage } from './ended.page';
import { invitePage, signInPath } from './invite.page';
import { LookAtInvitation } from './look-at-invitation';

const tokenOf = (request: FastifyRequest): string => (request.params as { token: string }).token;
const fieldOf = (request: FastifyRequest, name: string): string | undefined => {
  const value = (request.body as Record<string, unknown> | null | undefined)?.[name];
  return typeof value === 'string' ? value : undefined;
};

/** The page behind a personal link (SCR-14): readable by everybody, without script; only its forms change something (SEC-06). */
@Controller()
@Across('personal-link')
export class InvitePageController {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly looking: LookAtInvitation,
    private readonly accepting: AcceptInvitation,
    private readonly declining: DeclineInvitation,
    private readonly renewing: RequestRenewal,
  ) {}

  @PageRoute('GET', `${LINK_PATH}:token`)
  show(@Req() request: FastifyRequest, @CurrentActor() actor: Actor | undefined): Promise<Page> {
    return this.page(request, actor);
  }

  @PageRoute('POST', `${LINK_PATH}:token/accept`)
  accept(@Req() request: FastifyRequest, @CurrentActor() actor: Actor | undefined): Promise<Page> {
    return this.answer(request, actor, async (token) => {
      await this.accepting.run(actor, token, fieldOf(request, 'authorized') === 'true');
      const sight = await this.looking.run(actor, token, false);
      return sight.is === 'unknown' ? '/' : sight.kind.landing;
    });
  }

  @PageRoute('POST', `${LINK_PATH}:token/decline`)
  decline(@Req() request: FastifyRequest, @CurrentActor() actor: Actor | undefined): Promise<Page> {
    return this.answer(request, actor, async (token, path) => {
      await this.declining.run(actor, token, fieldOf(request, 'reason')?.trim().slice(0, 500));
      return path;
    });
  }

  @PageRoute('POST', `${LINK_PATH}:token/renew`)
  renew(@Req() request: FastifyRequest, @CurrentActor() actor: Actor | undefined): Promise<Page> {
    return this.answer(request, actor, async (token, path) => {
      await this.renewing.run(actor, token);
      return path;
    });
  }

  /** Does what a form asks for and leads on; a refusal shows the page as it stands now, with what is wrong. */
  private async answer(request: FastifyRequest, actor: Actor | undefined, work: (token: string, path: string) => Promise<string>): Promise<Page> {
    const token = tokenOf(request);
    const path = LINK_PATH + token;
    try {
      return redirect(await work(token, path));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.reason === 'TOKEN_REQUIRED') return redirect(signInPath(path));
      // What the refused work had begun in memory must not be written when the request ends.
      this.em.clear();
      return this.page(request, actor, error);
    }
  }

  private async page(request: FastifyRequest, actor: Actor | undefined, refusal?: DomainError): Promise<Page> {
    const token = tokenOf(request);
    const sight = await this.looking.run(actor, token, refusal === undefined);
    const at = { locale: pageLocale(request), path: LINK_PATH + token, actor, unticked: refusal?.reason === 'AUTHORIZATION_REQUIRED' };
    if (sight.is === 'unknown') return pageAnswer(request, unknownPage(at), { status: 404 });
    if (sight.is === 'ended') return pageAnswer(request, endedPage(sight, at, this.clock.now()), { status: 410 });
    return pageAnswer(request, invitePage(sight, at), { status: refusal ? STATUS_OF_KIND[refusal.kind] : 200 });
  }
}
