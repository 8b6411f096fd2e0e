import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { Config, PAGE_POLICY, preferredLocale, smallPage } from '@tandem/platform-server';
import { Provider } from 'oidc-provider';
import type { AdapterPayload, JWK, KoaContextWithOIDC } from 'oidc-provider';
import { opens } from '../secrets/secret-hash';
import { brokenPage } from '../sign-in/sign-in.page';
import { ArtifactAdapter } from './artifact-adapter';
import { API_SCOPE, oidcConfiguration } from './oidc-configuration';
import { SigningKeys } from './signing-keys';
import { callOf, shapedAnswer } from './token-call';
import type { TokenAnswer } from './token-call';

/** Tokens of a person, as the token route would give them. */
export interface MintedTokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
}

/** The embedded OpenID provider: made on first use, because its keys live in the database. */
@Injectable()
export class Issuer {
  readonly issuer: string;
  readonly audience: string;
  private made: Promise<Provider> | undefined;

  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Config) private readonly config: Config,
    @Inject(SigningKeys) private readonly keys: SigningKeys,
  ) {
    const base = config.get('PUBLIC_URL').replace(/\/$/, '');
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
        interactionPath: (uid) => `/auth/interaction/${uid}`,
      }),
    );
    provider.proxy = true;
    provider.Client.prototype.compareClientSecret = ((em: EntityManager) =>
      async function (this: { clientId: string; organisation_id?: string }, secret: string): Promise<boolean> {
        const call = Provider.ctx && callOf(Provider.ctx.req);
        if (call?.organisationId && call.organisationId !== this.organisation_id) return opens(secret, []);
        return provesClient(em.fork(), this.clientId, secret);
      })(this.em);
    provider.use(async (ctx, next) => {
      await next();
      const call = callOf(ctx.req);
      if (!call) return;
      const body = ctx.body as (TokenAnswer & { error?: string }) | undefined;
      if (body?.error === 'invalid_client') call.refused = true;
      if (ctx.status === 200 && body) ctx.body = shapedAnswer(body, call, new Date());
    });
    return provider;
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
    return {
      client_id: clientId,
      client_secret: 'kept as a hash',
      organisation_id: row.organisation_id,
      redirect_uris: [],
      response_types: [],
      grant_types: ['client_credentials', 'refresh_token'],
      token_endpoint_auth_method: 'client_secret_post',
    };
  }

  private renderError(ctx: KoaContextWithOIDC): void {
    ctx.type = 'html';
    ctx.set('content-security-policy', PAGE_POLICY);
    ctx.body = smallPage(brokenPage(preferredLocale(ctx.get('accept-language')) ?? 'en'));
  }
}

/** Whether a secret is one of the client's live ones; remembers when it was used. */
async function provesClient(em: EntityManager, clientId: string, secret: string): Promise<boolean> {
  const rows = await em.execute<{ id: string; hash: string }[]>(
    `select s.id, s.hash from api_client_secret s join api_client c on c.id = s.api_client_id
     where c.client_id = ? and c.state = 'active' and s.revoked_at is null`,
    [clientId],
  );
  for (const row of rows.length > 0 ? rows : [undefined]) {
    if (!(await opens(secret, row ? [row.hash] : []))) continue;
    await em.execute(
      "update api_client_secret set last_used_at = now() where id = ? and (last_used_at is null or last_used_at < now() - interval '1 minute')",
      [row?.id ?? null],
    );
    return true;
  }
  return false;
}
