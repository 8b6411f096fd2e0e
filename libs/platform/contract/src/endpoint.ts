import * as z from 'zod';
import type { Action } from './permissions';

type Shape = z.ZodType;

/** Everything there is to know about one route: the controller, the OpenAPI document, the console's client and its forms read it. */
export interface Endpoint<Params extends Shape = Shape, Query extends Shape = Shape, Body extends Shape = Shape, Response extends Shape = Shape> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Full path from the root with `:name` for parameters, e.g. `/v1/relationships/:partnerId`. */
  readonly path: string;
  /** An action of the permission table; `signed-in` for anyone with a session or token; `public` for everyone. */
  readonly action: Action | 'signed-in' | 'public';
  /** Open also to a person who has yet to show the second factor that this installation asks for (ROL-12). */
  readonly beforeSecondFactor?: true;
  /** One sentence for the API document. */
  readonly summary: string;
  /** Chapter of the API document. */
  readonly tag: string;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** Absent: the route answers without a body (204). */
  readonly response?: Response;
  /** Success status; default 200, 204 without a response; 207 when every row of the answer has a status of its own. */
  readonly status?: 200 | 201 | 202 | 204 | 207;
  /** Refusals beyond those that follow from method, path and action, for the API document: 401 of a public route that asks for a sign-in later, 410 of a link. */
  readonly answers?: readonly (401 | 403 | 404 | 409 | 410)[];
  /** What it asks for instead of a session or an access token. */
  readonly credentials?: 'bounce-token' | 'client-secret';
  /** A route of the issuer: it takes forms and refuses in OAuth's shape, not in the API's. Only documented, never served from here. */
  readonly speaks?: 'oauth';
}

/** Declares a route. Types of its input and answer follow from the zod schemas. */
export const endpoint = <Params extends Shape = z.ZodUndefined, Query extends Shape = z.ZodUndefined, Body extends Shape = z.ZodUndefined, Response extends Shape = z.ZodVoid>(
  definition: Endpoint<Params, Query, Body, Response>,
): Endpoint<Params, Query, Body, Response> => definition;

/** What a controller gets: parsed parameters, query and body, and the etag the caller knows (If-Match or body `attributes.etag`). */
export interface InputOf<E extends Endpoint> {
  readonly params: z.output<NonNullable<E['params']>>;
  readonly query: z.output<NonNullable<E['query']>>;
  readonly body: z.output<NonNullable<E['body']>>;
  readonly etag?: string;
  /** Header `MS-ContinuationToken`; read it with `readCursor`. */
  readonly continuationToken?: string;
}

/** What an endpoint answers with. */
export type AnswerOf<E extends Endpoint> = z.input<NonNullable<E['response']>>;

/** What a client has to give to call an endpoint. */
export interface CallOf<E extends Endpoint> {
  readonly params?: z.input<NonNullable<E['params']>>;
  readonly query?: z.input<NonNullable<E['query']>>;
  readonly body?: z.input<NonNullable<E['body']>>;
}
