import * as z from 'zod';
import { endpoint } from './endpoint';
import { collectionOf, etagField, resourceFields } from './resource';

const tag = 'Saved views';
const path = '/v1/savedviews';
const params = z.object({ id: z.uuid() });
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/** Longest name, in characters. */
export const VIEW_NAME_LIMIT = 60;
/** How many views one person may keep for one page (VIEW-02). */
export const VIEWS_PER_PAGE = 20;

/** Path of a page of the console, such as `indirect-resellers`. */
const PageName = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'Expected the path of a page, such as indirect-resellers.');

const content = {
  name: z
    .string()
    .trim()
    .min(1)
    .max(VIEW_NAME_LIMIT)
    .refine((name) => !UNSAFE.test(name), 'Expected one line of text.'),
  /** State of the list as the page writes it in its address, without `?`. */
  query: z.string().max(2000).regex(/^[\x21-\x7e]*$/, 'Expected a query as it stands in an address, percent-encoded.'),
};

/** A list as somebody wants to see it again: view, search, filters and order under a name. */
export const SavedView = z.object({ id: z.uuid(), page: PageName, name: z.string(), query: z.string(), ...resourceFields }).meta({ id: 'SavedView' });
export type SavedView = z.infer<typeof SavedView>;

export const listSavedViews = endpoint({
  method: 'GET',
  path,
  action: 'signed-in',
  summary: "The caller's own views of a page, oldest first.",
  answers: [403],
  tag,
  query: z.object({ page: PageName }),
  response: collectionOf(SavedView),
});

export const addSavedView = endpoint({
  method: 'POST',
  path,
  action: 'signed-in',
  summary: 'Keeps a view of a page for the caller: at most 20 a page, each with a name of its own.',
  answers: [403, 409],
  tag,
  body: z.object({ page: PageName, ...content }),
  status: 201,
  response: SavedView,
});

export const changeSavedView = endpoint({
  method: 'PUT',
  path: `${path}/:id`,
  action: 'signed-in',
  summary: 'Renames a view, or keeps another state of the list in it.',
  answers: [403, 409],
  tag,
  params,
  body: z.object({ ...content, ...etagField }),
  response: SavedView,
});

export const removeSavedView = endpoint({
  method: 'DELETE',
  path: `${path}/:id`,
  action: 'signed-in',
  summary: 'Forgets a view.',
  answers: [403],
  tag,
  params,
});
