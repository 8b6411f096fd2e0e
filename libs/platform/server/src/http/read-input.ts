import { DomainError, notFound } from '@tandem/platform-kernel';
import type { Refusal } from '@tandem/platform-kernel';
import type { Endpoint, InputOf } from '@tandem/platform-contract';
import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import { queryOfToken } from './collection';
import { foldKeys } from './fold-keys';

type Schema = z.ZodType;

/** What of a request the input is read from. */
export type RawInput = Pick<FastifyRequest, 'params' | 'query' | 'body' | 'headers'>;

const REASON = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/;

/** A zod issue as a refusal; a message that is a reason literal becomes that reason (the filter knows its rule). */
function refusalOf(issue: z.core.$ZodIssue): Refusal {
  const field = issue.path.map(String).join('.');
  const known = REASON.test(issue.message);
  return {
    rule: 'API-01',
    reason: known ? issue.message : 'FIELD_INVALID',
    kind: 'invalid',
    ...(field ? { field } : {}),
    ...(known ? {} : { details: { detail: issue.message } }),
  };
}

function parse(schema: Schema | undefined, value: unknown, faults: Refusal[]): unknown {
  if (!schema) return undefined;
  const folded = foldKeys(schema, value ?? undefined);
  const first = schema.safeParse(folded);
  if (first.success) return first.data;
  // Without a body every required field is named, not just "expected object".
  const named = folded === undefined ? schema.safeParse({}).error : undefined;
  faults.push(...(named ?? first.error).issues.map(refusalOf));
  return undefined;
}

/** Names a list-valued query field carries once come as a list too. */
function listed(schema: Schema, query: Record<string, unknown>): Record<string, unknown> {
  const shape = schema instanceof z.ZodObject ? (schema.shape as Record<string, Schema>) : {};
  const isList = (name: string): boolean => {
    let inner = shape[name];
    while (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault) inner = inner.unwrap() as Schema;
    return inner instanceof z.ZodArray;
  };
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, isList(name) && !Array.isArray(value) ? [value] : value]));
}

/** Percent-encoded NUL; no text column takes it. */
const hasNul = (fields: unknown): boolean => Object.values(fields ?? {}).some((value) => String(value).includes('\0'));

const headerOf = (request: RawInput, name: string): string | undefined => {
  const value = request.headers[name];
  return (Array.isArray(value) ? value[0] : value)?.trim() || undefined;
};

const child = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key.toLowerCase() === name)?.[1] : undefined;

/** The etag the caller knows: If-Match, else `attributes.etag` in the body; `*` checks nothing. */
function etagOf(request: RawInput): string | undefined {
  const stated = headerOf(request, 'if-match') ?? child(child(request.body, 'attributes'), 'etag');
  if (typeof stated !== 'string' || stated === '*') return undefined;
  return stated.replace(/^W\//, '').replace(/^"(.*)"$/, '$1');
}

/** `seekOperation=First` asks for the first page, whatever token is still sent along. */
const beginsAnew = ({ query }: RawInput): boolean => String(child(query, 'seekoperation')).toLowerCase() === 'first';

/**
 * Reads an endpoint's input. Keys of body and query are matched case-insensitively against the schema.
 * @throws DomainError NOT_FOUND when a path parameter cannot name a record; otherwise all faults of query and body at once.
 */
export function readInput(endpoint: Endpoint, request: RawInput): InputOf<Endpoint> {
  const unknown: Refusal[] = [];
  const params = parse(endpoint.params, request.params, unknown);
  if (unknown.length > 0 || hasNul(request.params)) throw notFound();

  const faults: Refusal[] = [];
  const continuationToken = endpoint.query && !beginsAnew(request) ? headerOf(request, 'ms-continuationtoken') : undefined;
  const asked = { ...(continuationToken === undefined ? {} : queryOfToken(continuationToken)), ...(request.query as object) };
  const query = endpoint.query && parse(endpoint.query, listed(endpoint.query, foldKeys(endpoint.query, asked) as Record<string, unknown>), faults);
  const nul = Object.keys(asked).find((name) => hasNul({ name, value: asked[name as keyof typeof asked] }));
  if (nul !== undefined) faults.push({ rule: 'API-01', reason: 'FIELD_INVALID', kind: 'invalid', field: nul });
  const body = parse(endpoint.body, request.body, faults);
  const [first, ...others] = faults;
  if (first) throw new DomainError(first, ...others);

  const etag = etagOf(request);
  return {
    params,
    query,
    body,
    ...(etag === undefined ? {} : { etag }),
    ...(continuationToken === undefined ? {} : { continuationToken }),
  };
}
