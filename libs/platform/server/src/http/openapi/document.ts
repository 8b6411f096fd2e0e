import { createDocument } from 'zod-openapi';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject, ZodOpenApiResponsesObject } from 'zod-openapi';
import { permissionOf } from '@tandem/platform-contract';
import type { Endpoint } from '@tandem/platform-contract';
import * as z from 'zod';
import { successStatus } from '../endpoint.decorator';
import type { RouteMetadata } from '../endpoint.decorator';
import { COMPONENTS } from './document-parts';
import type { HEADERS } from './document-parts';

type Schema = z.ZodType;
type Operation = ZodOpenApiOperationObject;

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

const parameter = (name: keyof typeof HEADERS) => ({ $ref: `#/components/parameters/${name}` });
const has = (schema: Schema | undefined, field: string): boolean =>
  schema instanceof z.ZodOptional ? has(schema.unwrap() as Schema, field) : schema instanceof z.ZodObject && field in schema.shape;

/** Parameters named in the path that the endpoint gives no schema for are plain text. */
function pathParameters({ path, params }: Endpoint): Schema | undefined {
  const names = [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
  return names.length === 0 ? undefined : (params ?? z.object(Object.fromEntries(names.map((name) => [name, z.string()]))));
}

const changes = ({ method }: Endpoint): boolean => method !== 'GET';

/** Statuses of refusals, and the component that describes each. */
function refusals(endpoint: Endpoint): Record<string, string> {
  if (endpoint.speaks === 'oauth') {
    return { ...(endpoint.params ? { '400': 'IssuerError' } : {}), ...(endpoint.credentials ? { '401': 'IssuerError', '429': 'Throttled' } : {}) };
  }
  const { action } = endpoint;
  const expected = new Set([
    ...(endpoint.body || endpoint.query || changes(endpoint) ? [400] : []),
    ...(action === 'public' ? [] : [401]),
    // Whatever changes something refuses pages of other sites, whoever may call it.
    ...(action === 'public' || action === 'signed-in' ? [] : [403]),
    ...(changes(endpoint) && !endpoint.credentials ? [403] : []),
    ...(endpoint.path.includes(':') ? [404] : []),
    ...(changes(endpoint) ? [409] : []),
    ...(endpoint.answers ?? []),
  ]);
  return { ...Object.fromEntries([...expected].map((status) => [String(status), `Error${status}`])), '429': 'Throttled' };
}

function responses({ endpoint, produces = 'application/json' }: RouteMetadata): ZodOpenApiResponsesObject {
  const success = String(successStatus(endpoint)) as '200';
  return {
    [success]: {
      description: endpoint.response ? 'Done.' : 'Done; there is nothing to say.',
      ...(endpoint.response ? { content: { [produces]: { schema: endpoint.response } } } : {}),
    },
    ...Object.fromEntries(Object.entries(refusals(endpoint)).map(([status, name]) => [status, { $ref: `#/components/responses/${name}` }])),
  };
}

/** A public route that answers 401 judges something else first and then asks for a sign-in. */
const asksLater = ({ action, answers, credentials }: Endpoint): boolean => action === 'public' && !credentials && (answers?.includes(401) ?? false);

function permission(endpoint: Endpoint): string {
  const { action, credentials } = endpoint;
  if (credentials === 'bounce-token') return 'No sign-in: the bounce token of this installation.';
  if (credentials === 'client-secret') return 'Id and secret of an API client of the organisation.';
  if (asksLater(endpoint)) return 'A signed-in person. What the path names is judged before the sign-in is asked for.';
  if (action === 'public') return 'No sign-in needed.';
  if (action === 'signed-in') return 'Anyone who is signed in, and any API client.';
  const { anyOf, programs, userOnly } = permissionOf(action);
  const inPrograms = programs.length > 0 ? ` Programs: ${programs.map((program) => `\`${program}\``).join(', ')}.` : '';
  return `Roles: ${anyOf.map((need) => need.split('+').map((role) => `\`${role}\``).join(' with ')).join(', ')}.${inPrograms}${userOnly ? ' Only a person, never an API client by itself.' : ''}`;
}

/** What a caller has to bring, where it differs from the document's default (a person's token, a client's token, or a session). */
function security(endpoint: Endpoint): Pick<Operation, 'security'> {
  const { action, credentials } = endpoint;
  if (credentials === 'bounce-token') return { security: [{ bounceToken: [] }] };
  if (credentials === 'client-secret') return { security: [{ clientSecret: [] }, {}] };
  const personal = asksLater(endpoint) || (action !== 'public' && action !== 'signed-in' && permissionOf(action).userOnly === true);
  if (personal) return { security: [{ bearer: [] }, { session: [] }] };
  return action === 'public' ? { security: [] } : {};
}

/** Answers are kept for whoever is signed in, unless the route does without a transaction. */
const keepsAnswers = ({ endpoint, transaction }: RouteMetadata): boolean =>
  changes(endpoint) && transaction !== false && !endpoint.credentials && !endpoint.speaks;

const operationId = ({ method, path }: Endpoint): string =>
  [method.toLowerCase(), ...path.replace(/^\/v1/, '').split('/').filter(Boolean)].map((part) => part.replace(/^:/, 'by-').replaceAll(/[^a-zA-Z0-9-]/g, '-')).join('-');

function operation(route: RouteMetadata): Operation {
  const { endpoint } = route;
  const path = pathParameters(endpoint);
  const requestParams = { ...(path ? { path } : {}), ...(endpoint.query ? { query: endpoint.query } : {}) } as NonNullable<Operation['requestParams']>;
  const mediaType = endpoint.speaks === 'oauth' ? 'application/x-www-form-urlencoded' : 'application/json';
  const required = endpoint.body !== undefined && !endpoint.body.safeParse(undefined).success;
  return {
    operationId: operationId(endpoint),
    tags: [endpoint.tag],
    summary: endpoint.summary,
    description: permission(endpoint),
    'x-action': endpoint.action,
    ...security(endpoint),
    requestParams,
    parameters: [
      ...(endpoint.speaks ? [] : [parameter('CorrelationId')]),
      ...(keepsAnswers(route) ? [parameter('RequestId')] : []),
      ...(has(endpoint.query, 'seekOperation') ? [parameter('ContinuationToken')] : []),
      ...(has(endpoint.body, 'attributes') ? [parameter('IfMatch')] : []),
    ],
    ...(endpoint.body ? { requestBody: { required, content: { [mediaType]: { schema: endpoint.body }, ...(route.consumes ? { [route.consumes]: { schema: z.string() } } : {}) } } } : {}),
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
    security: [{ bearer: [] }, { client: [] }, { session: [] }],
    tags: [...new Set(sorted.map(({ endpoint }) => endpoint.tag))].sort().map((name) => ({ name })),
    paths,
    components: COMPONENTS,
  });
}
