import { PAGE_POLICY } from '../pages/page-policy';

/** A small page on its way out; made by `page()` or `redirect()`. */
export class Page {
  constructor(
    readonly html: string,
    readonly status: number,
    readonly headers: Readonly<Record<string, string>>,
  ) {}
}

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  // Keeps personal links out of foreign logs, yet lets forms name their origin.
  'referrer-policy': 'same-origin',
  'x-robots-tag': 'noindex, nofollow',
  'content-security-policy': PAGE_POLICY,
};

/** Answers with a small page of the api: an HTML string with a status and strict security headers (no script, never stored). */
export const page = (html: string, { status = 200, headers = {} }: { status?: number; headers?: Readonly<Record<string, string>> } = {}): Page =>
  new Page(html, status, { ...HEADERS, ...headers });

/** Sends the browser on with 303 after a form, so that reloading repeats nothing. `location` is a path of our own. */
export const redirect = (location: string, headers: Readonly<Record<string, string>> = {}): Page =>
  new Page('', 303, { ...HEADERS, location, ...headers });
