import { DomainError } from '@tandem/platform-kernel';
import type * as z from 'zod';
import { linkPath } from './resource';

/** Page size when the caller names none, and the most it gets. */
const FULL_PAGE = 500;

type Query = Readonly<Record<string, unknown>>;

/** What reading a page needs to know of an endpoint's input. */
export interface PagedInput {
  readonly query: Query;
  readonly continuationToken?: string;
}

interface Token {
  /** Query of the first page: later calls carry only `seekOperation`. */
  readonly q: Query;
  /** Position after which the next page begins. */
  readonly a: unknown;
}

function decode(token: string): Token | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    if (typeof value !== 'object' || value === null || !('q' in value) || !('a' in value)) return undefined;
    return typeof value.q === 'object' && value.q !== null ? { q: value.q as Query, a: value.a } : undefined;
  } catch {
    return undefined;
  }
}

const broken = (): DomainError =>
  new DomainError({ rule: 'API-01', reason: 'FIELD_INVALID', kind: 'invalid', field: 'continuationToken' });

/** How many items a page holds: `size`, where 0 or nothing means all that fit (500). */
export const pageSize = (query: { readonly size?: number | undefined }): number => Math.min(query.size || FULL_PAGE, FULL_PAGE);

/** The query that a continuation token was made for; the HTTP layer lays the present query over it. */
export function queryOfToken(token: string): Query {
  const found = decode(token);
  if (!found) throw broken();
  return found.q;
}

/**
 * Where this page begins: the position that `writeCursor` wrote, or undefined on the first page.
 * @throws DomainError FIELD_INVALID when the token is not one of this route's.
 */
export function readCursor<Position extends z.ZodType>(input: PagedInput, position: Position): z.output<Position> | undefined {
  if (input.continuationToken === undefined) return undefined;
  const parsed = position.safeParse(decode(input.continuationToken)?.a);
  if (!parsed.success) throw broken();
  return parsed.data;
}

/** An opaque token for the page after `position` (the sort key of the last item), for the same query. */
export function writeCursor(input: PagedInput, position: unknown): string {
  const { seekOperation: _, ...query } = input.query;
  return Buffer.from(JSON.stringify({ q: query, a: position } satisfies Token)).toString('base64url');
}

function withQuery(path: string, query: Query): string {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) parts.append(name, String(one));
  }
  const text = parts.toString();
  return linkPath(path) + (text ? `?${text}` : '');
}

/** A page in the envelope that existing clients read. `totalCount` counts this page; `next` is there when more follow. */
export function collection<Item>(items: readonly Item[], { path, query = {}, next }: { path: string; query?: Query; next?: string }) {
  const self = { uri: withQuery(path, query), method: 'GET', headers: [] };
  const following = (token: string) => ({
    uri: withQuery(path, { ...query, seekOperation: 'Next' }),
    method: 'GET',
    headers: [{ key: 'MS-ContinuationToken', value: token }],
  });
  return {
    totalCount: items.length,
    items: [...items],
    links: next === undefined ? { self } : { self, next: following(next) },
    ...(next === undefined ? {} : { continuationToken: next }),
    attributes: { objectType: 'Collection' },
  };
}

/**
 * The page of rows in the order in which they were read. Read one more than `pageSize` says: it tells whether another page follows.
 * @param position the sort key of a row, as `readCursor` gives it back for the page after it.
 */
export function seekPage<Row, Item>(
  input: PagedInput & { readonly query: { readonly size?: number | undefined } },
  found: readonly Row[],
  { path, view, position }: { path: string; view: (row: Row, index: number) => Item; position: (row: Row) => unknown },
) {
  const size = pageSize(input.query);
  const shown = found.slice(0, size);
  const last = found.length > size ? shown.at(-1) : undefined;
  return collection(shown.map(view), { path, query: input.query, ...(last === undefined ? {} : { next: writeCursor(input, position(last)) }) });
}
