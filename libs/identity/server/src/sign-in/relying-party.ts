import { Inject, Injectable, Logger } from '@nestjs/common';
import { Config, readCookie, writeCookie } from '@tandem/platform-server';
import type { FastifyRequest } from 'fastify';
import * as client from 'openid-client';
import { IdentityProvider } from './identity-provider';
import { methodsOf } from './outside-issuer';
import { OutsidePeople } from './outside-people';
import type { OutsideRefusal } from './outside-people';

const COOKIE = 'tandem_sign_in';

/** What is kept in the browser while the person is at the identity provider. */
interface Pending {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
}

/** Why nobody came back: this sign-in was not begun here, took too long or was refused; the provider is silent; or see `OutsidePeople`. */
export type SignInRefusal = 'broken' | 'unreachable' | OutsideRefusal;

/** Who came back from the identity provider, how they were identified (RFC 8176), and where they wanted to go; or why nobody did. */
export type Identified = { readonly userId: string; readonly amr: readonly string[]; readonly returnTo: string } | { readonly refused: SignInRefusal };

/** The console's side of signing in, at the embedded issuer or an outside one: authorization code with PKCE, state and nonce. */
@Injectable()
export class RelyingParty {
  private readonly logger = new Logger('SignIn');
  private readonly publicUrl: URL;

  constructor(
    @Inject(Config) config: Config,
    @Inject(IdentityProvider) private readonly provider: IdentityProvider,
    @Inject(OutsidePeople) private readonly people: OutsidePeople,
  ) {
    this.publicUrl = new URL(config.get('PUBLIC_URL'));
  }

  /** Where to send the browser, and the cookie that remembers this sign-in for ten minutes; undefined when an outside issuer is silent. */
  async begin(returnTo: string): Promise<{ location: string; cookie: string } | undefined> {
    const pending: Pending = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
      returnTo,
    };
    const provider = await this.provider.configuration().catch((error: unknown) => this.unlessSilent(error));
    if (!provider) return undefined;
    const url = client.buildAuthorizationUrl(provider, {
      redirect_uri: this.provider.redirectUri,
      scope: this.provider.outside ? 'openid email profile' : 'openid',
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(pending.verifier),
      code_challenge_method: 'S256',
      // Whoever comes here wants to sign in, perhaps as somebody else; an outside issuer knows itself whom it has to ask.
      ...(this.provider.outside ? {} : { prompt: 'login' }),
    });
    return { location: url.toString(), cookie: this.remember(Buffer.from(JSON.stringify(pending)).toString('base64url'), 600) };
  }

  /** Who came back; never a person whose sign-in was not begun in this browser. */
  async finish(request: FastifyRequest): Promise<Identified> {
    const pending = pendingOf(request);
    if (!pending) return { refused: 'broken' };
    try {
      const checks = {
        pkceCodeVerifier: pending.verifier,
        expectedState: pending.state,
        expectedNonce: pending.nonce,
        idTokenExpected: true,
      };
      const tokens = await client.authorizationCodeGrant(await this.provider.configuration(), new URL(request.url, this.publicUrl), checks);
      const claims = tokens.claims();
      if (!claims) return { refused: 'broken' };
      const person = this.provider.outside ? await this.people.find(claims) : { userId: claims.sub };
      return 'refused' in person ? person : { userId: person.userId, amr: methodsOf(claims), returnTo: pending.returnTo };
    } catch (error) {
      if (isRefusal(error)) {
        this.logger.warn(`A sign-in was refused: ${error.name}: ${error.message}`);
        return { refused: 'broken' };
      }
      return this.unlessSilent(error) ?? { refused: 'unreachable' };
    }
  }

  /** Forgets a sign-in that has ended. */
  forget(): string {
    return this.remember('', 0);
  }

  /** An outside issuer may be down, and then people are told so; the embedded one is this process. */
  private unlessSilent(error: unknown): undefined {
    if (!this.provider.outside) throw error;
    this.logger.error(`The outside issuer does not answer: ${error instanceof Error ? `${error.name}: ${error.message}` : 'unknown'}`);
    return undefined;
  }

  private remember(value: string, maxAge: number): string {
    return writeCookie(COOKIE, value, { maxAge, path: '/auth', secure: this.publicUrl.protocol === 'https:' });
  }
}

/** Codes of answers that did not come, or came broken; without a code something on the way has failed. */
const SILENT: ReadonlySet<string | undefined> = new Set([undefined, 'OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM']);

/** Answers that are there but say no, or are not what they should be. */
const isRefusal = (error: unknown): error is Error =>
  error instanceof client.AuthorizationResponseError || error instanceof client.ResponseBodyError || (error instanceof client.ClientError && !SILENT.has(error.code));

function pendingOf(request: FastifyRequest): Pending | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(readCookie(request.headers.cookie, COOKIE) ?? '', 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && 'state' in value ? (value as Pending) : undefined;
  } catch {
    return undefined;
  }
}
