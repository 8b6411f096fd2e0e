import { collectionOf, endpoint, etagField, Instant, PageQuery, resourceFields, RoleGrant, Timeline } from '@tandem/platform-contract';
import * as z from 'zod';

const tag = 'API clients';
const path = '/v1/apiclients';
const params = z.object({ id: z.uuid() });

/** Most characters of a client's name. */
export const CLIENT_NAME_LIMIT = 80;

const name = z.string().trim().min(1).max(CLIENT_NAME_LIMIT);

/** A live secret, of which only the hash is kept. */
export const ClientSecretView = z.object({ id: z.uuid(), createdAt: Instant, lastUsedAt: Instant.optional() }).meta({ id: 'ClientSecret' });

/** A live public key by which the client signs assertions (`private_key_jwt`). */
export const ClientKeyView = z
  .object({ id: z.uuid(), kid: z.string(), algorithm: z.enum(['RS256', 'PS256', 'ES256']), createdAt: Instant, lastUsedAt: Instant.optional() })
  .meta({ id: 'ClientKey' });
export type ClientKeyView = z.infer<typeof ClientKeyView>;

/** A program of the organisation that calls the API by itself. */
export const ApiClientView = z
  .object({
    id: z.uuid(),
    /** What it names itself with at the token routes. */
    clientId: z.string(),
    name: z.string(),
    roles: z.array(RoleGrant),
    secrets: z.array(ClientSecretView),
    keys: z.array(ClientKeyView),
    createdAt: Instant,
    /** When it first called, and when last, to the minute. */
    firstUsedAt: Instant.optional(),
    lastUsedAt: Instant.optional(),
    ...resourceFields,
  })
  .meta({ id: 'ApiClient' });
export type ApiClientView = z.infer<typeof ApiClientView>;

/** A public key as a JSON Web Key (RFC 7517): RSA of at least 2048 bits, or EC on P-256. */
export const PublicKeyBody = z
  .object({
    kty: z.enum(['RSA', 'EC']),
    /** How assertions name the key; its thumbprint (RFC 7638) when absent. */
    kid: z.string().trim().min(1).max(200).optional(),
    alg: z.enum(['RS256', 'PS256', 'ES256']).optional(),
    n: z.string().max(1400).optional(),
    e: z.string().max(12).optional(),
    crv: z.string().optional(),
    x: z.string().max(100).optional(),
    y: z.string().max(100).optional(),
    /** A private key is refused, whatever else is right with it. */
    d: z.string().optional(),
  })
  .meta({ id: 'PublicKey' });

const secretOnce = z.string().meta({ description: 'Stands in this answer only.' });

export const listApiClients = endpoint({
  method: 'GET',
  path,
  action: 'api-client.read',
  summary: "The organisation's API clients, newest first",
  tag,
  query: PageQuery.extend({ search: z.string().max(200).optional() }),
  response: collectionOf(ApiClientView),
});

export const createApiClient = endpoint({
  method: 'POST',
  path,
  action: 'api-client.manage',
  summary: 'Makes an API client with its first secret, which is told in this answer only',
  tag,
  body: z.object({ name, roles: z.array(RoleGrant).max(20) }),
  status: 201,
  response: ApiClientView.extend({ clientSecret: secretOnce.optional() }).meta({ id: 'NewApiClient' }),
});

export const getApiClient = endpoint({
  method: 'GET',
  path: `${path}/:id`,
  action: 'api-client.read',
  summary: 'An API client',
  tag,
  params,
  response: ApiClientView,
});

export const changeApiClient = endpoint({
  method: 'PATCH',
  path: `${path}/:id`,
  action: 'api-client.manage',
  summary: 'Changes name or roles; tokens that are out already have the new roles at once',
  tag,
  params,
  body: z.object({ name: name.optional(), roles: z.array(RoleGrant).max(20).optional(), ...etagField }),
  response: ApiClientView,
});

export const removeApiClient = endpoint({
  method: 'DELETE',
  path: `${path}/:id`,
  action: 'api-client.manage',
  summary: 'Removes an API client; its tokens stop working at once',
  tag,
  params,
});

export const addClientSecret = endpoint({
  method: 'POST',
  path: `${path}/:id/secrets`,
  action: 'api-client.manage',
  summary: 'Adds a secret, told in this answer only; two may be live, so that one can be replaced without an outage',
  tag,
  params,
  status: 201,
  response: z.object({ id: z.uuid(), clientSecret: secretOnce.optional(), createdAt: Instant }).meta({ id: 'NewClientSecret' }),
});

export const revokeClientSecret = endpoint({
  method: 'DELETE',
  path: `${path}/:id/secrets/:secretId`,
  action: 'api-client.manage',
  summary: 'Revokes a secret; tokens got with it stop working at once',
  tag,
  params: params.extend({ secretId: z.uuid() }),
});

export const addClientKey = endpoint({
  method: 'POST',
  path: `${path}/:id/keys`,
  action: 'api-client.manage',
  summary: 'Adds a public key, for clients that sign an assertion (private_key_jwt) instead of sending a secret; two may be live',
  tag,
  params,
  body: z.object({ key: PublicKeyBody }),
  status: 201,
  response: ClientKeyView,
});

export const removeClientKey = endpoint({
  method: 'DELETE',
  path: `${path}/:id/keys/:keyId`,
  action: 'api-client.manage',
  summary: 'Removes a public key; tokens got with it stop working at once',
  tag,
  params: params.extend({ keyId: z.uuid() }),
});

export const apiClientTimeline = endpoint({
  method: 'GET',
  path: `${path}/:id/timeline`,
  action: 'api-client.read',
  summary: 'What happened to an API client, newest first',
  tag,
  params,
  query: PageQuery,
  response: Timeline,
});
