import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { Config, ErrorBodies, PAGE_POLICY, preferredLocale, smallPage } from '@tandem/platform-server';
import { errors, Provider } from 'oidc-provider';
import type { AdapterPayload, JWK, KoaContextWithOIDC } from 'oidc-provider';
import { opens, tokenHash } from '../secrets/secret-hash';
import { SignInLimit } from '../secrets/sign-in-limit';
import { brokenPage } from '../sign-in/sign-in.page';
import { ArtifactAdapter } from './artifact-adapter';
import { firstSight, liveKeys, provingKey, provingSecret } from './client-proof';
import type { AssertionHeader } from './client-proof';
import { API_SCOPE, oidcConfiguration } from './oidc-configuration';
import { SigningKeys } from './signing-keys';
import { callOf, shapedAnswer } from './token-call';
import type { TokenAnswer, TokenCall } from './token-call';

/** Tokens of a person, as the token route would give them. */
export interface MintedTokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
}

/** Seconds that an assertion may live at most: so long it is remembered. */
const LONGEST_ASSERTION = 3600;

/** An API client as the issuer hands it on. */
interface IssuerClient {
  readonly clientId: string;
  readonly organisation_id?: string;
}

/** The embedded OpenID provider: made on first use, because its keys live in the database. */
@Injectable()
export class Issuer {
  readonly issuer: string;
  readonly audience: string;
  private made: Promise<Provider> | undefined;
  private readonly logger = new Logger('Issuer');

  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Config) private readonly config: Config,
    @Inject(SigningKeys) private readonly keys: SigningKeys,
    @Inject(SignInLimit) private readonly limit: SignInLimit,
    @Inject(ErrorBodies) private readonly bodies: ErrorBodies,
  ) {
    const base = config.get('PUBLIC_URL');
    this.issuer = `${base}/oidc`;
    this.audience = `${base}/v1`;
  }

  /** The provider itself, the same for every caller. */
  provider(): Promise<Provider> {
    this.made ??= this.make().catch((error: unknown) => {
      this.made = undefined;
      throw error;
    });
    return this.made;
  }

  /** Access and refresh token of a person through an API client, without a sign-in: for the sandbox only. */
  async mint(userId: string, clientId: string): Promise<MintedTokens> {
    const provider = await this.provider();
    const client = await provider.Client.find(clientId);
    if (!client) throw new Error(`There is no API client ${clientId}`);
    const grant = new provider.Grant({ accountId: userId, clientId });
    grant.addResourceScope(this.audience, API_SCOPE);
    const grantId = await grant.save();
    const given = { accountId: userId, client, grantId, gty: 'authorization_code', scope: API_SCOPE };
    const refresh = new provider.RefreshToken({ ...given, resource: this.audience, rotations: 0 } as never);
    const access = new provider.AccessToken(given as never);
    access.resourceServer = new provider.ResourceServer(this.audience, {
      scope: API_SCOPE,
      audience: this.audience,
      accessTokenFormat: 'jwt',
      jwt: { sign: { alg: 'RS256' } },
    });
    return { access_token: await access.save(), refresh_token: await refresh.save(), token_type: 'Bearer', expires_in: access.expiration };
  }

  private async make(): Promise<Provider> {
    const provider = new Provider(
      this.issuer,
      oidcConfiguration({
        audience: this.audience,
        redirectUri: `${new URL(this.issuer).origin}/auth/callback`,
        cookieKeys: this.config.get('SESSION_KEYS'),
        keys: (await this.keys.all()) as JWK[],
        adapter: (model) =>
          new ArtifactAdapter(
            model,
            () => this.em.fork(),
            (clientId) => this.client(clientId),
          ),
        findAccount: (_ctx, id) => this.account(id),
        renderError: (ctx) => this.renderError(ctx),
        checkAssertion: (ctx, claims, header, client) => this.checkAssertion(ctx, claims, header, client as IssuerClient),
        credentialOf: (ctx) => ctx && callOf(ctx.req)?.credential,
        interactionPath: (uid) => `/auth/interaction/${uid}`,
      }),
    );
    provider.proxy = true;
    this.proveBySecret(provider);
    this.proveByAssertion(provider);
    provider.use(async (ctx, next) => {
      const call = callOf(ctx.req);
      await (call ? this.answer(ctx, call, next) : next());
    });
    return provider;
  }

  /** Answers a token request, unless its client failed too often before; a failure counts before it is told (SEC-05). */
  private async answer(ctx: Pick<KoaContextWithOIDC, 'status' | 'body' | 'set'>, call: TokenCall, next: () => Promise<unknown>): Promise<void> {
    try {
      await this.limit.guard(call.client, { address: call.address }, async () => {
        await next();
        const body = ctx.body as TokenAnswer | undefined;
        if (ctx.status === 200 && body) ctx.body = shapedAnswer(body, call, new Date());
        return { ok: body?.error !== 'invalid_client', result: undefined };
      });
    } catch (error) {
      const { status, headers, body, unexpected } = this.bodies.render(error);
      if (unexpected) this.logger.error(error instanceof Error ? (error.stack ?? error.message) : 'Something that is no error was thrown');
      ctx.set(headers);
      // Existing clients look for this sentence.
      const message = `Rate limit is exceeded. Try again in ${headers['retry-after']} seconds.`;
      Object.assign(ctx, { status, body: status === 429 ? { ...body, message } : body });
    }
  }

  /** Secrets are compared by hash; which one it was goes into the token, so that it dies with its secret. */
  private proveBySecret(provider: Provider): void {
    const { em } = this;
    provider.Client.prototype.compareClientSecret = async function (this: IssuerClient, secret: string): Promise<boolean> {
      const call = Provider.ctx && callOf(Provider.ctx.req);
      if (call?.organisationId && call.organisationId !== this.organisation_id) return opens(secret, []);
      const credential = await provingSecret(em.fork(), this.clientId, secret);
      if (call && credential) call.credential = credential;
      return credential !== undefined;
    };
  }

  /** Assertions may name the route they are sent to, and count once, also when two processes get them at the same moment. */
  private proveByAssertion(provider: Provider): void {
    const { em, issuer } = this;
    const context = provider.OIDCContext.prototype as { clientJwtAuthExpectedAudience: () => Set<string> };
    context.clientJwtAuthExpectedAudience = () => {
      const route = Provider.ctx && callOf(Provider.ctx.req)?.route;
      return new Set([issuer, `${issuer}/token`, ...(route ? [route] : [])]);
    };
    const replay = provider.ReplayDetection as unknown as { unique: (iss: string, jti: string, exp: number) => Promise<boolean> };
    replay.unique = (iss, jti, exp) => firstSight(em.fork(), tokenHash(JSON.stringify([iss, jti])), exp);
  }

  /** What else an assertion has to fulfil, once its signature, audience and time have been found good. */
  private async checkAssertion(ctx: KoaContextWithOIDC, claims: Readonly<Record<string, unknown>>, header: AssertionHeader, client: IssuerClient): Promise<void> {
    const call = callOf(ctx.req);
    const refuse = (why: string): never => {
      throw new errors.InvalidClientAuth(why);
    };
    if (claims['sub'] !== client.clientId) refuse('sub (JWT subject) must be the client_id');
    if (Number(claims['exp']) > Date.now() / 1000 + LONGEST_ASSERTION) refuse('the client_assertion JWT lives for more than an hour');
    if (call?.organisationId && call.organisationId !== client.organisation_id) refuse('the client belongs to another organisation');
    const credential = await provingKey(this.em.fork(), client.clientId, String(ctx.oidc.params?.['client_assertion']), header);
    if (!credential) refuse('no key of the client signed this');
    if (call && credential) call.credential = credential;
  }

  private async account(id: string) {
    const [user] = await this.em.fork().execute<{ id: string }[]>("select id from partner_user where id = ? and state = 'active'", [id]);
    return user && { accountId: user.id, claims: () => ({ sub: user.id }) };
  }

  /** An API client as the issuer reads it; its secret is compared by hash, so the one given here opens nothing. */
  private async client(clientId: string): Promise<AdapterPayload | undefined> {
    const [row] = await this.em
      .fork()
      .execute<{ organisation_id: string }[]>("select organisation_id from api_client where client_id = ? and state = 'active'", [
        clientId,
      ]);
    if (!row) {
      // The work that a known client would have cost.
      await opens(clientId, []);
      return undefined;
    }
    const metadata = { client_id: clientId, organisation_id: row.organisation_id, redirect_uris: [], response_types: [], grant_types: ['client_credentials', 'refresh_token'] };
    // The issuer knows one way per client, ours may have both: the request says which one it takes.
    if (!(Provider.ctx && callOf(Provider.ctx.req)?.byAssertion)) return { ...metadata, client_secret: 'kept as a hash', token_endpoint_auth_method: 'client_secret_post' };
    const keys = await liveKeys(this.em.fork(), clientId);
    return { ...metadata, token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: keys.map(({ kid, jwk }) => ({ ...jwk, kid, use: 'sig' })) } };
  }

  private renderError(ctx: KoaContextWithOIDC): void {
    ctx.type = 'html';
    ctx.set('content-security-policy', PAGE_POLICY);
    ctx.body = smallPage(brokenPage(preferredLocale(ctx.get('accept-language')) ?? 'en'));
  }
}
