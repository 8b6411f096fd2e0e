import { ErrorBody } from '@tandem/platform-contract';
import * as z from 'zod';
import type { ZodOpenApiComponentsObject } from 'zod-openapi';

const Throttled = z
  .object({ statusCode: z.literal(429), message: z.string(), data: ErrorBody.shape.data })
  .meta({ id: 'Throttled', description: 'Too many requests; repeat after the seconds in Retry-After.' });

const IssuerError = z.object({ error: z.string(), error_description: z.string().optional() }).meta({ id: 'IssuerError', description: 'A refusal as OAuth words it.' });

const ERRORS: Readonly<Record<string, string>> = {
  '400': 'The input is not valid or cannot be read, or the record has changed since (2055); `data` names every fault at once.',
  '401': 'Nobody is signed in, or what was sent to prove who calls is not valid.',
  '403': 'Signed in, but not allowed (`data[0].requiredRoles` names the roles that are), or sent from a page of another site.',
  '404': 'There is no such record for the caller.',
  '409': 'The state of the record does not allow it, or the MS-RequestId was used before.',
  '410': 'The link has ended; `data[0].reason` says how.',
};

/** Headers that requests may carry, by the name of their component. */
export const HEADERS = {
  RequestId: {
    name: 'MS-RequestId',
    in: 'header' as const,
    description: 'Id of the logical call (GUID). Repeating a call with the same id gives the first answer again for 24 hours; kept for signed-in callers.',
    schema: { type: 'string' as const, format: 'uuid' },
  },
  CorrelationId: {
    name: 'MS-CorrelationId',
    in: 'header' as const,
    description: 'Id that ties several calls together; echoed, and kept with everything that follows from the call.',
    schema: { type: 'string' as const, format: 'uuid' },
  },
  ContinuationToken: {
    name: 'MS-ContinuationToken',
    in: 'header' as const,
    description: 'Token of the page before, with `seekOperation=Next`.',
    schema: { type: 'string' as const },
  },
  IfMatch: { name: 'If-Match', in: 'header' as const, description: 'The etag that the change is based on; or send `attributes.etag` in the body.', schema: { type: 'string' as const } },
};

/** The named parts that every route refers to. */
export const COMPONENTS: ZodOpenApiComponentsObject = {
  securitySchemes: {
    bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'Access token of a person (App+User), from /{tenant}/oauth2/v2.0/token with a refresh token.' },
    client: {
      type: 'oauth2',
      description: "Access token of an API client by itself. The route of the client's own organisation, /{tenant}/oauth2/v2.0/token, gives the same token.",
      flows: { clientCredentials: { tokenUrl: '/oidc/token', scopes: {} } },
    },
    clientSecret: { type: 'http', scheme: 'basic', description: 'Id and secret of an API client; both may stand in the form instead.' },
    bounceToken: { type: 'http', scheme: 'bearer', description: 'The setting BOUNCE_TOKEN, known to the mail server only.' },
    session: { type: 'apiKey', in: 'cookie', name: 'tandem_session', description: 'Session of the console.' },
  },
  parameters: HEADERS,
  responses: {
    ...Object.fromEntries(Object.entries(ERRORS).map(([status, description]) => [`Error${status}`, { description, content: { 'application/json': { schema: ErrorBody } } }])),
    IssuerError: { description: 'The issuer refuses: the organisation, the client or the grant is not valid.', content: { 'application/json': { schema: IssuerError } } },
    Throttled: {
      description: 'Too many requests.',
      headers: { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } } },
      content: { 'application/json': { schema: Throttled } },
    },
  },
};
