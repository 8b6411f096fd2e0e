import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { writeCookie } from './cookie';
import { LANGUAGE_COOKIE } from './page-locale';
import { PAGE_STYLE } from './page-style.data';

const styleHash = createHash('sha256').update(PAGE_STYLE).digest('base64');

/** Policy of the small pages: nothing but their own style sheet, images and forms; no script at all. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${styleHash}'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

/**
 * Sends a small page with its own security policy, never stored, and remembers a language chosen with `?lang=` for a year.
 * `Referrer-Policy: same-origin` keeps personal links out of foreign logs, yet lets forms name their origin.
 */
export function sendPage(request: FastifyRequest, reply: FastifyReply, page: string, status = 200): FastifyReply {
  const chosen = new URL(request.url, 'http://page').searchParams.get('lang');
  if (chosen === 'de' || chosen === 'en') {
    void reply.header('set-cookie', writeCookie(LANGUAGE_COOKIE, chosen, { maxAge: 31_536_000, secure: request.protocol === 'https' }));
  }
  return reply
    .status(status)
    .header('content-type', 'text/html; charset=utf-8')
    .header('content-security-policy', PAGE_POLICY)
    .header('referrer-policy', 'same-origin')
    .header('cache-control', 'no-store')
    .send(page);
}
