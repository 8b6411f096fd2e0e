import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Config } from '@tandem/platform-server';
import * as client from 'openid-client';
import { CONSOLE_CLIENT } from '../issuer/oidc-configuration';
import { Issuer } from '../issuer/issuer';

/** Seconds that an outside issuer has for an answer. */
const PATIENCE = 10;

/** Where people sign in: the embedded issuer, or an outside one by configuration. */
@Injectable()
export class IdentityProvider {
  /** Whether people sign in elsewhere. */
  readonly outside: boolean;
  readonly redirectUri: string;
  private found: Promise<client.Configuration> | undefined;

  constructor(
    @Inject(Config) private readonly config: Config,
    @Inject(Issuer) private readonly issuer: Issuer,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
  ) {
    this.outside = config.get('OIDC_ISSUER') !== undefined;
    this.redirectUri = new URL('/auth/callback', config.get('PUBLIC_URL')).toString();
  }

  /** What the issuer says of itself; asked for once, and again after a failure. @throws Error when it does not answer. */
  configuration(): Promise<client.Configuration> {
    const issuer = this.config.get('OIDC_ISSUER');
    this.found ??= (issuer === undefined ? this.embedded() : this.elsewhere(new URL(issuer))).catch((error: unknown) => {
      this.found = undefined;
      throw error;
    });
    return this.found;
  }

  private embedded(): Promise<client.Configuration> {
    const server = new URL(this.issuer.issuer);
    return client.discovery(server, CONSOLE_CLIENT, { redirect_uris: [this.redirectUri] }, client.None(), {
      execute: server.protocol === 'http:' ? [client.allowInsecureRequests] : [],
      [client.customFetch]: (url, options) => fetch(this.loopback(url), options as RequestInit),
    });
  }

  /** The signature of ID tokens is looked at, though they come straight from the issuer: a wrong algorithm or key is a refusal. */
  private elsewhere(server: URL): Promise<client.Configuration> {
    const secret = this.config.get('OIDC_CLIENT_SECRET') ?? '';
    const execute = [client.enableNonRepudiationChecks, ...(server.protocol === 'http:' ? [client.allowInsecureRequests] : [])];
    return client.discovery(server, this.config.get('OIDC_CLIENT_ID') ?? '', { redirect_uris: [this.redirectUri] }, client.ClientSecretPost(secret), { execute, timeout: PATIENCE });
  }

  /** The embedded issuer is this very process: the public address may lead through a proxy that it cannot reach itself. */
  private loopback(url: string): string {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    const { port } = server.address() as AddressInfo;
    const { pathname, search } = new URL(url);
    return `http://127.0.0.1:${port}${pathname}${search}`;
  }
}
