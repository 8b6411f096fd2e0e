import { applyDecorators, HttpCode, RequestMapping, RequestMethod, SetMetadata } from '@nestjs/common';
import type { Endpoint as EndpointValue } from '@tandem/platform-contract';

/** Metadata key under which a handler carries its `endpoint()` value. */
export const ENDPOINT = 'tandem:endpoint';
/** Metadata key that marks a handler as a small page: public, HTML, not part of the API document. */
export const PAGE = 'tandem:page';

/** Metadata key that marks a page of signing in and out: open before a second factor was shown (ROL-12). */
export const BEFORE_SECOND_FACTOR = 'tandem:before-second-factor';

/** What else the HTTP layer has to know of a route. */
export interface EndpointOptions {
  /** Fields of the answer (dotted paths) that are told only once: a repeated request (same MS-RequestId) gets the answer without them. */
  readonly secretFields?: readonly string[];
  /** `false`: the route opens its own transactions and its answers are not kept, e.g. because it empties tables. */
  readonly transaction?: false;
  /** `false`: the answer is not kept for a repeated request, because the body holds a password, of which not even a hash shall stay. */
  readonly kept?: false;
  /** Media type of the answer when it is not JSON. */
  readonly produces?: string;
  /** Media type of a body that may come in the place of JSON. */
  readonly consumes?: 'text/csv';
}

/** What a handler's metadata says about its route. */
export interface RouteMetadata extends EndpointOptions {
  readonly endpoint: EndpointValue;
}

/** The success status of an endpoint: its own, else 204 without a response, else 200. */
export const successStatus = (endpoint: EndpointValue): number => endpoint.status ?? (endpoint.response ? 200 : 204);

/** Serves an `endpoint()` value: route, success status, permission and the entry in the API document follow from it. */
export function Endpoint(endpoint: EndpointValue, options: EndpointOptions = {}): MethodDecorator {
  const metadata: RouteMetadata = { endpoint, ...options };
  return applyDecorators(
    RequestMapping({ path: endpoint.path, method: RequestMethod[endpoint.method] }),
    HttpCode(successStatus(endpoint)),
    SetMetadata(ENDPOINT, metadata),
  );
}

/** Serves a small page (see `page()`): reachable without a session, not part of the API document. GET must not change anything. */
export function PageRoute(method: 'GET' | 'POST', path: string, { beforeSecondFactor = false }: { beforeSecondFactor?: boolean } = {}): MethodDecorator {
  return applyDecorators(
    RequestMapping({ path, method: RequestMethod[method] }),
    HttpCode(200),
    SetMetadata(PAGE, true),
    SetMetadata(BEFORE_SECOND_FACTOR, beforeSecondFactor),
  );
}
