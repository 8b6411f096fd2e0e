import type { Adapter, Configuration, FindAccount, JWK, KoaContextWithOIDC } from 'oidc-provider';

/** The console, the one client that people sign in through. It has no secret: its code is bound by PKCE and its redirect. */
export const CONSOLE_CLIENT = 'console';

/** The one scope of the API; what a token may do follows from roles. */
export const API_SCOPE = 'api';

const HOUR = 3600;
const DAY = 24 * HOUR;

/** What the issuer needs from outside. */
export interface IssuerParts {
  /** The API as a resource: audience of every access token. */
  readonly audience: string;
  readonly redirectUri: string;
  readonly cookieKeys: readonly string[];
  readonly keys: readonly JWK[];
  readonly adapter: (model: string) => Adapter;
  readonly findAccount: FindAccount;
  readonly renderError: (ctx: KoaContextWithOIDC) => void;
  /** Path of the sign-in page of an interaction. */
  readonly interactionPath: (uid: string) => string;
}

/** The issuer's settings: authorization code with PKCE for people, client credentials and rotated refresh tokens for machines. */
export const oidcConfiguration = (parts: IssuerParts): Configuration => ({
  adapter: parts.adapter,
  clients: [
    {
      client_id: CONSOLE_CLIENT,
      redirect_uris: [parts.redirectUri],
      grant_types: ['authorization_code'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    },
  ],
  jwks: { keys: [...parts.keys] },
  findAccount: parts.findAccount,
  // Nobody is asked for consent: the console is the product itself.
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client?.clientId, accountId: ctx.oidc.session?.accountId });
    grant.addOIDCScope('openid');
    await grant.save();
    return grant;
  },
  interactions: { url: (_ctx, interaction) => parts.interactionPath(interaction.uid) },
  renderError: parts.renderError,
  claims: { openid: ['sub', 'amr'] },
  // A token of a person says how they were identified: of the sign-in that its refresh token or code goes back to.
  extraTokenClaims: (ctx: KoaContextWithOIDC | undefined, token) => {
    // Tokens of the sandbox are made without a request, and nobody was identified for them.
    const { RefreshToken, AuthorizationCode } = ctx?.oidc.entities ?? {};
    const { amr } = RefreshToken ?? AuthorizationCode ?? {};
    return 'accountId' in token && amr ? { amr } : undefined;
  },
  scopes: ['openid', 'offline_access'],
  responseTypes: ['code'],
  clientAuthMethods: ['client_secret_post', 'client_secret_basic', 'none'],
  clientBasedCORS: () => false,
  extraClientMetadata: { properties: ['organisation_id'] },
  pkce: { required: () => true },
  rotateRefreshToken: true,
  expiresWithSession: () => false,
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    userinfo: { enabled: false },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: (_ctx, client) => (client?.clientId === CONSOLE_CLIENT ? [] : parts.audience),
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: API_SCOPE,
        audience: parts.audience,
        accessTokenTTL: HOUR,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
  },
  cookies: {
    keys: [...parts.cookieKeys],
    names: { session: 'tandem_oidc', interaction: 'tandem_interaction', resume: 'tandem_resume' },
    long: { path: '/oidc', httpOnly: true, sameSite: 'lax', signed: true, overwrite: true },
    short: { httpOnly: true, sameSite: 'lax', signed: true, overwrite: true },
  },
  ttl: {
    AccessToken: HOUR,
    ClientCredentials: HOUR,
    RefreshToken: 90 * DAY,
    AuthorizationCode: 60,
    IdToken: 300,
    Interaction: HOUR,
    Session: HOUR,
    Grant: (_ctx, grant) => (grant.clientId === CONSOLE_CLIENT ? HOUR : 365 * DAY),
  },
});
