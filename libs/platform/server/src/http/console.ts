import { randomBytes } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { StaticFiles } from './static-files';

/** Paths of the API: what is not found there is an error, never the console. */
const API = /^\/+(v\d+|webhooks|auth|oidc|health|metrics|docs|openapi\.json|invite|verify|join|reset)(\/|$)/i;

const policy = (nonce: string): string =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

/** The shell with a nonce for this one answer, so that inline styles of the framework pass a strict policy. */
function shell(template: string, reply: FastifyReply): string {
  const nonce = randomBytes(16).toString('base64url');
  void reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').header('content-security-policy', policy(nonce));
  return template.replaceAll('__CSP_NONCE__', nonce).replaceAll(/<(script|style)(?=[\s>])(?![^>]*\snonce=)/g, `<$1 nonce="${nonce}"`);
}

/** The front door opens for everyone; a deeper path only for who asks for a page, so that a mistyped API call is told so. */
const wantsPage = (request: FastifyRequest, path: string): boolean => path === '/' || (!API.test(path) && (request.headers.accept ?? '').includes('text/html'));

/**
 * Serves the built console: its files, and its shell for every path of its own that a browser asks for. Anything else that nobody
 * serves is an error in the API's shape.
 */
export function serveConsole(app: NestFastifyApplication, dir: string): void {
  const files = new StaticFiles(dir);
  app
    .getHttpAdapter()
    .getInstance()
    .get('/*', async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
      const path = decodeURIComponent(request.url.split('?')[0] ?? '/');
      if (path !== '/' && path !== '/index.html' && (await files.send(request, reply, path))) return reply;
      const template = wantsPage(request, path) ? await files.text('/index.html') : undefined;
      return template === undefined ? reply.callNotFound() : shell(template, reply);
    });
}
