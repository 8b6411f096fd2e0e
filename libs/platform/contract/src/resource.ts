import * as z from 'zod';
import { anyCase } from './any-case';

/** A link as existing clients read it; `uri` is relative to the version and never starts with `/v1`. */
export const Link = z
  .object({ uri: z.string(), method: z.string(), headers: z.array(z.object({ key: z.string(), value: z.string() })) })
  .meta({ id: 'Link' });
export type Link = z.infer<typeof Link>;

/** What every resource carries: its type and, when it can be changed, its etag (the version column). */
export const Attributes = z.object({ objectType: z.string(), etag: z.string().optional() }).meta({ id: 'Attributes' });

/** Fields every resource view ends with. */
export const resourceFields = { links: z.object({ self: Link }).optional(), attributes: Attributes };

/** An instant in ISO 8601, UTC. */
export const Instant = z.iso.datetime();

/** A page of a collection. `totalCount` counts this page; `continuationToken` and `links.next` are there when more follow. */
export const collectionOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    totalCount: z.number().int(),
    items: z.array(item),
    links: z.object({ self: Link, next: Link.optional() }),
    continuationToken: z.string().optional(),
    attributes: Attributes,
  });

/** Paging of every collection that can outgrow a page: `size` (1 to 500; 0 means the default), then `seekOperation=Next` with the token; `First` begins anew. */
export const PageQuery = z.object({
  size: z.coerce.number().int().min(0).max(500).optional(),
  seekOperation: anyCase(['Next', 'First']).optional(),
});

/** How a CSV file is written: language of its headers and words (default: the caller's), and what stands between values. Spreadsheets set to German expect a semicolon. */
export const csvQuery = { language: anyCase(['de', 'en']).optional(), separator: anyCase(['comma', 'semicolon']).optional() };

/** The count of an export ends here: more are told as "more than". The file itself has no end. */
export const EXPORT_COUNT_LIMIT = 10_000;

/** How many rows an export would have, before it is made. */
export const ExportCount = z.object({ count: z.number().int().min(0).max(EXPORT_COUNT_LIMIT), more: z.boolean() });

/** What every route that counts an export says of itself. */
export const EXPORT_COUNT_SUMMARY = `How many rows the export would have; counted up to ${EXPORT_COUNT_LIMIT.toLocaleString('en')}, \`more\` says that there are others.`;

/** Body field through which clients may send the etag back. */
export const etagField = { attributes: z.object({ etag: z.string().optional() }).loose().optional() };
