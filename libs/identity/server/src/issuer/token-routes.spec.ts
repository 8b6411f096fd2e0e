import { describe, expect, it } from '@jest/globals';
import { endpointsOf, openApiDocument } from '@tandem/platform-server';
import { IdentityApiModule } from '../identity.api.module';

describe('the API document', () => {
  it('has the token routes, discovery and the keys, with the scheme of a client by itself', () => {
    const { paths, components } = openApiDocument(endpointsOf([IdentityApiModule])) as { paths: Record<string, object>; components: { securitySchemes: object } };
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining(['/{tenant}/oauth2/v2.0/token', '/{tenant}/oauth2/token', '/{tenant}/v2.0/.well-known/openid-configuration', '/oidc/jwks']),
    );
    expect(components.securitySchemes).toMatchObject({ client: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: '/oidc/token' } } } });
  });
});
