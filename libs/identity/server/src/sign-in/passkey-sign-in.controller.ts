import { Controller, Inject, Req, Res } from '@nestjs/common';
import { Across, page, PageRoute } from '@tandem/platform-server';
import type { Page } from '@tandem/platform-server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Interactions } from './interactions';
import { PASSKEY_SCRIPT } from './passkey-script.data';

/** Pages of signing in are open to somebody whose session lacks the second factor, too (ROL-12). */
const OPEN = { beforeSecondFactor: true };

/** Signing in with a passkey, from the button on the sign-in page. */
@Controller()
@Across('sign-in')
export class PasskeySignInController {
  constructor(@Inject(Interactions) private readonly interactions: Interactions) {}

  @PageRoute('GET', '/auth/passkey.js', OPEN)
  script(): Page {
    return page(PASSKEY_SCRIPT, { headers: { 'content-type': 'text/javascript; charset=utf-8' } });
  }

  @PageRoute('POST', '/auth/interaction/:uid/passkeychallenges', OPEN)
  begin(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page> {
    return this.interactions.challengePasskey(request, reply);
  }

  @PageRoute('POST', '/auth/interaction/:uid/passkey', OPEN)
  finish(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Page> {
    return this.interactions.usePasskey(request, reply);
  }
}
