import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Config, readCookie, writeCookie } from '@tandem/platform-server';
import type { FastifyRequest } from 'fastify';
import * as client from 'openid-client';
import { CONSOLE_CLIENT } from '../issuer/oidc-configuration';
import { Issuer } from '../issuer/issuer';

const COOKIE = 'tandem_sign_in';

/** What is kept in the browser while the person is at the identity provider. */
interface Pending {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
}

/** Who came back from the identity provider, and where they wanted to go. */
export interface Identified {
  readonly userId: string;
  readonly returnTo: string;
}

/** The console's side of signing in at the embedded issuer: authorization code with PKCE, state and nonce. */
@Injectable()
export class RelyingParty {
  private found: Promise<client.Configuration> | undefined;
  private readonly publicUrl: URL;

  constructor(
    @Inject(Config) config: Config,
    @Inject(Issuer) private readonly issuer: Issuer,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
  ) {
    this.publicUrl = new URL(config.get('PUBLIC_URL'));
  }

  /** Where to send the browser, and the cookie that remembers this sign-in for ten minutes. */
  async begin(returnTo: string): Promise<{ location: string; cookie: string }> {
    const pending: Pending = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
      returnTo,
    };
    const url = client.buildAuthorizationUrl(await this.provider(), {
      redirect_uri: this.redirectUri,
      scope: 'openid',
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(pending.verifier),
      code_challenge_method: 'S256',
      // Whoever comes here wants to sign in, perhaps as somebody else.
      prompt: 'login',
    });
    return { location: url.toString(), cookie: this.remember(Buffer.from(JSON.stringify(pending)).toString('base64url'), 600) };
  }

  /** Who came back; undefined when this sign-in was not begun in this browser, took too long, or was refused. */
  async finish(request: FastifyRequest): Promise<Identified | undefined> {
    const pending = pendingOf(request);
    if (!pending) return undefined;
    try {
      const checks = {
        pkceCodeVerifier: pending.verifier,
        expectedState: pending.state,
        expectedNonce: pending.nonce,
        idTokenExpected: true,
      };
      const tokens = await client.authorizationCodeGrant(await this.provider(), new URL(request.url, this.publicUrl), checks);
      const userId = tokens.claims()?.sub;
      return userId === undefined ? undefined : { userId, returnTo: pending.returnTo };
    } catch (error) {
      if (
        error instanceof client.AuthorizationResponseError ||
        error instanceof client.ResponseBodyError ||
        error instanceof client.ClientError
      )
        return undefined;
      throw error;
    }
  }

  /** Forgets a sign-in that has ended. */
  forget(): string {
    return this.remember('', 0);
  }

  private get redirectUri(): string {
    return new URL('/auth/callback', this.publicUrl).toString();
  }

  private remember(value: string, maxAge: number): string {
    return writeCookie(COOKIE, value, { maxAge, path: '/auth', secure: this.publicUrl.protocol === 'https:' });
  }

  private provider(): Promise<client.Configuration> {
    this.found ??= this.discover().catch((error: unknown) => {
      this.found = undefined;
      throw error;
    });
    return this.found;
  }

  private discover(): Promise<client.Configuration> {
    const server = new URL(this.issuer.issuer);
    const execute = server.protocol === 'http:' ? [client.allowInsecureRequests] : [];
    const metadata = { redirect_uris: [this.redirectUri] };
    return client.discovery(server, CONSOLE_CLIENT, metadata, client.None(), {
      execute,
      [client.customFetch]: (url, options) => fetch(this.loopback(url), options as RequestInit),
    });
  }

  /** The embedded issuer is this very process: the public address may lead through a proxy that it cannot reach itself. */
  private loopback(url: string): string {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    const { port } = server.address() as AddressInfo;
    const { pathname, search } = new URL(url);
    return `http://127.0.0.1:${port}${pathname}${search}`;
  }
}

function pendingOf(request: FastifyRequest): Pending | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(readCookie(request.headers.cookie, COOKIE) ?? '', 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && 'state' in value ? (value as Pending) : undefined;
  } catch {
    return undefined;
  }
}
