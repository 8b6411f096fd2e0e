import { Controller, Inject, Req, Res } from '@nestjs/common';
import { Config, pageAnswer, pageLocale, PageRoute, redirect } from '@tandem/platform-server';
import type { Page } from '@tandem/platform-server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { KnownDevices } from '../secrets/known-devices';
import { Sessions } from '../session/sessions';
import { Interactions } from './interactions';
import { labelOf } from './outside-issuer';
import { outsidePage, refusedPage, signedOutPage } from './outside.page';
import { RelyingParty } from './relying-party';
import type { SignInRefusal } from './relying-party';
import { returnPath } from './return-path';

const FORGET_ISSUER = 'tandem_oidc=; Path=/oidc; Max-Age=0; HttpOnly; SameSite=Lax';

/** Pages that everybody may open, also somebody whose session lacks the second factor (ROL-12). */
const OPEN = { beforeSecondFactor: true };

const STATUS: Readonly<Partial<Record<SignInRefusal, number>>> = { broken: 400, unreachable: 503 };

/** Signing in and out of the console. */
@Controller()
export class SignInController {
  private readonly label: string | undefined;

  constructor(
    @Inject(Config) private readonly config: Config,
    @Inject(RelyingParty) private readonly party: RelyingParty,
    @Inject(Interactions) private readonly interactions: Interactions,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(KnownDevices) private readonly devices: KnownDevices,
  ) {
    this.label = labelOf(config);
  }

  /** Begins; `returnTo` is a path of this installation. */
  @PageRoute('GET', '/auth/sign-in', OPEN)
  async begin(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page> {
    const { returnTo } = request.query as { returnTo?: string };
    const begun = await this.party.begin(returnPath(returnTo, this.config.get('PUBLIC_URL')));
    if (!begun) return this.refuse(request, 'unreachable');
    // A session at the embedded issuer would only stand in the way of somebody else: the console keeps its own.
    void reply.header('set-cookie', begun.cookie).header('set-cookie', FORGET_ISSUER);
    // Forms of our pages lead here and must not be followed elsewhere (form-action): a link may.
    return this.label === undefined ? redirect(begun.location) : pageAnswer(request, outsidePage({ locale: pageLocale(request), path: request.url, label: this.label, location: begun.location }));
  }

  @PageRoute('GET', '/auth/interaction/:uid', OPEN)
  show(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page> {
    return this.interactions.show(request, reply);
  }

  @PageRoute('POST', '/auth/interaction/:uid', OPEN)
  answer(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page> {
    return this.interactions.answer(request, reply);
  }

  @PageRoute('POST', '/auth/interaction/:uid/code', OPEN)
  code(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page> {
    return this.interactions.showCode(request, reply);
  }

  @PageRoute('POST', '/auth/interaction/:uid/password', OPEN)
  password(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page> {
    return this.interactions.choosePassword(request, reply);
  }

  /** Comes back from the identity provider and begins the session. */
  @PageRoute('GET', '/auth/callback', OPEN)
  async callback(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page> {
    const identified = await this.party.finish(request);
    if ('refused' in identified) return this.refuse(request, identified.refused);
    const { userId, amr, returnTo } = identified;
    const session = await this.sessions.start(userId, request, amr);
    if (!session) return this.refuse(request, 'deactivated');
    void reply.header('set-cookie', session).header('set-cookie', this.party.forget()).header('set-cookie', await this.devices.remember(userId, request));
    const missing = this.config.get('REQUIRE_MFA') && !amr.includes('mfa');
    return redirect(missing ? '/account' : returnPath(returnTo, this.config.get('PUBLIC_URL')));
  }

  /** Ends the session; the guard has made sure that a page of our own asks. */
  @PageRoute('POST', '/auth/sign-out', OPEN)
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page> {
    void reply.header('set-cookie', await this.sessions.end(request)).header('set-cookie', FORGET_ISSUER);
    return redirect(this.label === undefined ? '/auth/sign-in' : '/auth/signed-out');
  }

  /** Where an outside issuer would otherwise sign the person in again at once. */
  @PageRoute('GET', '/auth/signed-out', OPEN)
  signedOut(@Req() request: FastifyRequest): Page {
    return pageAnswer(request, signedOutPage(pageLocale(request), this.label));
  }

  private refuse(request: FastifyRequest, refused: SignInRefusal): Page {
    const headers: Record<string, string> = refused === 'unreachable' ? { 'retry-after': '60' } : {};
    return pageAnswer(request, refusedPage(pageLocale(request), refused, this.label), { status: STATUS[refused] ?? 403, headers });
  }
}
