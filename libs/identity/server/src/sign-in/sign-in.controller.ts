import { Controller, Inject, Req, Res } from '@nestjs/common';
import { Across, Config, pageAnswer, pageLocale, PageRoute, redirect } from '@tandem/platform-server';
import type { Page } from '@tandem/platform-server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Sessions } from '../session/sessions';
import { Interactions } from './interactions';
import { RelyingParty } from './relying-party';
import { returnPath } from './return-path';
import { brokenPage } from './sign-in.page';

const FORGET_ISSUER = 'tandem_oidc=; Path=/oidc; Max-Age=0; HttpOnly; SameSite=Lax';

/** Signing in and out of the console. */
@Controller()
@Across('sign-in')
export class SignInController {
  constructor(
    @Inject(Config) private readonly config: Config,
    @Inject(RelyingParty) private readonly party: RelyingParty,
    @Inject(Interactions) private readonly interactions: Interactions,
    @Inject(Sessions) private readonly sessions: Sessions,
  ) {}

  /** Begins; `returnTo` is a path of this installation. */
  @PageRoute('GET', '/auth/sign-in')
  async begin(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page> {
    const { returnTo } = request.query as { returnTo?: string };
    const { location, cookie } = await this.party.begin(returnPath(returnTo, this.config.get('PUBLIC_URL')));
    // A session at the embedded issuer would only stand in the way of somebody else: the console keeps its own.
    void reply.header('set-cookie', cookie).header('set-cookie', FORGET_ISSUER);
    return redirect(location);
  }

  @PageRoute('GET', '/auth/interaction/:uid')
  show(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page> {
    return this.interactions.show(request, reply);
  }

  @PageRoute('POST', '/auth/interaction/:uid')
  answer(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page> {
    return this.interactions.answer(request, reply);
  }

  @PageRoute('POST', '/auth/interaction/:uid/password')
  password(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page> {
    return this.interactions.choosePassword(request, reply);
  }

  /** Comes back from the identity provider and begins the session. */
  @PageRoute('GET', '/auth/callback')
  async callback(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page> {
    const identified = await this.party.finish(request);
    const session = identified && (await this.sessions.start(identified.userId, request));
    if (!session) return pageAnswer(request, brokenPage(pageLocale(request)), { status: 400 });
    void reply.header('set-cookie', session).header('set-cookie', this.party.forget());
    return redirect(returnPath(identified.returnTo, this.config.get('PUBLIC_URL')));
  }

  /** Ends the session; the guard has made sure that a page of our own asks. */
  @PageRoute('POST', '/auth/sign-out')
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page> {
    void reply.header('set-cookie', await this.sessions.end(request)).header('set-cookie', FORGET_ISSUER);
    return redirect('/auth/sign-in');
  }
}
