import { endpoint } from '@tandem/platform-contract';
import * as z from 'zod';

const tag = 'Tokens';
const issuer = { tag, action: 'public', speaks: 'oauth' } as const;
const params = z.object({
  /** Id or domain of the organisation. */
  tenant: z.string(),
});

/** What a token is asked with; the client's id and secret may also come as HTTP Basic. */
const TokenRequest = z
  .object({
    grant_type: z.enum(['client_credentials', 'refresh_token', 'authorization_code']),
    client_id: z.string().optional(),
    client_secret: z.string().optional(),
    refresh_token: z.string().optional(),
    code: z.string().optional(),
    code_verifier: z.string().optional(),
    redirect_uri: z.url().optional(),
    scope: z.string().optional(),
  })
  .meta({ id: 'TokenRequest' });

/** The token, as clients of both versions read it. */
const Token = z
  .object({ access_token: z.string(), token_type: z.literal('Bearer'), expires_in: z.number().int(), ext_expires_in: z.number().int(), scope: z.string().optional(), refresh_token: z.string().optional() })
  .meta({ id: 'Token' });

/** The token as clients of the first version read it: numbers as text. */
const FirstToken = Token.extend({
  expires_in: z.string(),
  ext_expires_in: z.string(),
  expires_on: z.string(),
  not_before: z.string(),
  resource: z.string(),
}).meta({ id: 'FirstVersionToken' });

const Keys = z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string() })) });

export const createToken = endpoint({
  ...issuer,
  method: 'POST',
  path: '/:tenant/oauth2/v2.0/token',
  summary: 'A token for an API client by itself, or for a person with a refresh token',
  credentials: 'client-secret',
  params,
  body: TokenRequest,
  response: Token,
});

export const createFirstVersionToken = endpoint({
  ...issuer,
  method: 'POST',
  path: '/:tenant/oauth2/token',
  summary: 'The same for clients of the first version, which name a resource instead of a scope',
  credentials: 'client-secret',
  params,
  body: TokenRequest.extend({ resource: z.string().optional() }).meta({ id: 'FirstVersionTokenRequest' }),
  response: FirstToken,
});

export const getTenantDiscovery = endpoint({
  ...issuer,
  method: 'GET',
  path: '/:tenant/v2.0/.well-known/openid-configuration',
  summary: 'Where the issuer has what, for clients that look under a tenant first',
  params,
  response: z.looseObject({ issuer: z.string(), token_endpoint: z.string(), authorization_endpoint: z.string(), jwks_uri: z.string() }),
});

export const getSigningKeys = endpoint({
  ...issuer,
  method: 'GET',
  path: '/oidc/jwks',
  summary: 'Public keys that access tokens are signed with (JWKS)',
  response: Keys,
});
