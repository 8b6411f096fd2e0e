/**
 * Discovery for clients that look under a tenant first: the same issuer, with the tenant's token route. The issuer's own document
 * is at `/oidc/.well-known/openid-configuration`.
 */
export const discoveryOf = (issuer: string, tokenEndpoint: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/auth`,
  token_endpoint: tokenEndpoint,
  jwks_uri: `${issuer}/jwks`,
  response_types_supported: ['code'],
  response_modes_supported: ['query'],
  grant_types_supported: ['authorization_code', 'client_credentials', 'refresh_token'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
  scopes_supported: ['openid', 'offline_access'],
  token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic', 'private_key_jwt'],
  token_endpoint_auth_signing_alg_values_supported: ['RS256', 'PS256', 'ES256'],
  code_challenge_methods_supported: ['S256'],
});
