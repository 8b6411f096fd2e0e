import { createDocument } from 'zod-openapi';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject, ZodOpenApiResponsesObject } from 'zod-openapi';
import { ErrorBody, permissionOf } from '@tandem/platform-contract';
import type { Endpoint } from '@tandem/platform-contract';
import * as z from 'zod';
import { successStatus } from '../endpoint.decorator';
import type { RouteMetadata } from '../endpoint.decorator';

type Schema = z.ZodType;
type Operation = ZodOpenApiOperationObject;

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

const Throttled = z
  .object({ statusCode: z.literal(429), message: z.string(), data: ErrorBody.shape.data })
  .meta({ id: 'Throttled', description: 'Too many requests; repeat after the seconds in Retry-After.' });

const ERRORS: Readonly<Record<string, string>> = {
  '400': 'The input is not valid; `data` names every fault at once.',
  '401': 'Nobody is signed in.',
  '403': 'Signed in, but not allowed; `data[0].requiredRoles` names the roles that are.',
  '404': 'There is no such record for the caller.',
  '409': 'The state of the record does not allow it, or the MS-RequestId was used before.',
};

const HEADERS = {
  RequestId: {
    name: 'MS-RequestId',
    in: 'header' as const,
    description: 'Id of the logical call (GUID). Repeating a call with the same id gives the first answer again for 24 hours.',
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

const parameter = (name: keyof typeof HEADERS) => ({ $ref: `#/components/parameters/${name}` });
const has = (schema: Schema | undefined, field: string): boolean => schema instanceof z.ZodObject && field in schema.shape;

/** Parameters named in the path that the endpoint gives no schema for are plain text. */
function pathParameters({ path, params }: Endpoint): Schema | undefined {
  const names = [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
  return names.length === 0 ? undefined : (params ?? z.object(Object.fromEntries(names.map((name) => [name, z.string()]))));
}

function responses({ endpoint, produces = 'application/json' }: RouteMetadata): ZodOpenApiResponsesObject {
  const expected = [
    ...(endpoint.body || endpoint.query ? ['400'] : []),
    ...(endpoint.action === 'public' ? [] : ['401']),
    ...(endpoint.action === 'public' || endpoint.action === 'signed-in' ? [] : ['403']),
    ...(endpoint.path.includes(':') ? ['404'] : []),
    ...(endpoint.method === 'GET' ? [] : ['409']),
    '429',
  ];
  const success = String(successStatus(endpoint)) as '200';
  return {
    [success]: {
      description: endpoint.response ? 'Done.' : 'Done; there is nothing to say.',
      ...(endpoint.response ? { content: { [produces]: { schema: endpoint.response } } } : {}),
    },
    ...Object.fromEntries(expected.map((status) => [status, { $ref: `#/components/responses/${status === '429' ? 'Throttled' : `Error${status}`}` }])),
  };
}

function permission({ action }: Endpoint): string | undefined {
  if (action === 'public') return 'No sign-in needed.';
  if (action === 'signed-in') return 'Anyone who is signed in, and any API client.';
  const { anyOf, programs, userOnly } = permissionOf(action);
  const inPrograms = programs.length > 0 ? ` Programs: ${programs.map((program) => `\`${program}\``).join(', ')}.` : '';
  return `Roles: ${anyOf.map((role) => `\`${role}\``).join(', ')}.${inPrograms}${userOnly ? ' Only a person, never an API client by itself.' : ''}`;
}

const operationId = ({ method, path }: Endpoint): string =>
  [method.toLowerCase(), ...path.replace(/^\/v1/, '').split('/').filter(Boolean)].map((part) => part.replace(/^:/, 'by-').replaceAll(/[^a-zA-Z0-9-]/g, '-')).join('-');

function operation(route: RouteMetadata): Operation {
  const { endpoint } = route;
  const path = pathParameters(endpoint);
  const requestParams = { ...(path ? { path } : {}), ...(endpoint.query ? { query: endpoint.query } : {}) } as NonNullable<Operation['requestParams']>;
  const changes = endpoint.method !== 'GET';
  return {
    operationId: operationId(endpoint),
    tags: [endpoint.tag],
    summary: endpoint.summary,
    description: permission(endpoint) ?? '',
    ...(endpoint.action === 'public' ? { security: [] } : {}),
    requestParams,
    parameters: [
      parameter('CorrelationId'),
      ...(changes && endpoint.action !== 'public' ? [parameter('RequestId')] : []),
      ...(has(endpoint.query, 'seekOperation') ? [parameter('ContinuationToken')] : []),
      ...(has(endpoint.body, 'attributes') ? [parameter('IfMatch')] : []),
    ],
    ...(endpoint.body ? { requestBody: { content: { 'application/json': { schema: endpoint.body } } } } : {}),
    responses: responses(route),
  };
}

/** The API document (OpenAPI 3.1) of a set of routes; the same routes give the same text, whatever their order. */
export function openApiDocument(routes: readonly RouteMetadata[]): object {
  const order = (one: Endpoint): string => `${one.path} ${METHODS.indexOf(one.method)}`;
  const sorted = [...routes].sort((one, other) => order(one.endpoint).localeCompare(order(other.endpoint), 'en'));
  const paths: ZodOpenApiPathsObject = {};
  for (const route of sorted) {
    const path = route.endpoint.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.endpoint.method.toLowerCase()]: operation(route) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Tandem API',
      version: '1',
      description:
        'Partner center for two-tier cloud distribution. Keys of requests are case-insensitive, nulls mean "not supplied"; answers are camelCase and omit what is null. ' +
        'Errors carry `code`, `description` and in `data` every fault with rule, reason, field and how to fix it.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }, { session: [] }],
    tags: [...new Set(sorted.map(({ endpoint }) => endpoint.tag))].sort().map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'Access token of a person or an API client, from /{tenant}/oauth2/v2.0/token.' },
        session: { type: 'apiKey', in: 'cookie', name: 'tandem_session', description: 'Session of the console.' },
      },
      parameters: HEADERS,
      responses: {
        ...Object.fromEntries(Object.entries(ERRORS).map(([status, description]) => [`Error${status}`, { description, content: { 'application/json': { schema: ErrorBody } } }])),
        Throttled: {
          description: 'Too many requests.',
          headers: { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } } },
          content: { 'application/json': { schema: Throttled } },
        },
      },
    },
  });
}
