import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { page } from '../http/page';
import type { Page } from '../http/page';
import { writeCookie } from './cookie';
import { LANGUAGE_COOKIE } from './page-locale';
import { PAGE_STYLE } from './page-style.data';
import { smallPage } from './small-page';
import type { PageContent } from './small-page';

const styleHash = createHash('sha256').update(PAGE_STYLE).digest('base64');

/** Policy of the small pages: nothing but their own style sheet, images and forms; no script at all. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${styleHash}'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

/**
 * A small page as a handler's answer. Remembers a language chosen with `?lang=` for a year. `Referrer-Policy: same-origin`
 * keeps personal links out of foreign logs, yet lets forms name their origin (`no-referrer` would send `Origin: null`).
 */
export function pageAnswer(request: FastifyRequest, content: PageContent, { status = 200, headers = {} }: { status?: number; headers?: Readonly<Record<string, string>> } = {}): Page {
  const chosen = new URL(request.url, 'http://page').searchParams.get('lang');
  const remembered = chosen === 'de' || chosen === 'en' ? { 'set-cookie': writeCookie(LANGUAGE_COOKIE, chosen, { maxAge: 31_536_000, secure: request.protocol === 'https' }) } : {};
  return page(smallPage(content), { status, headers: { 'content-security-policy': PAGE_POLICY, 'referrer-policy': 'same-origin', ...remembered, ...headers } });
}
