import type { FastifyRequest } from 'fastify';
import { page } from '../http/page';
import type { Page } from '../http/page';
import { writeCookie } from './cookie';
import { LANGUAGE_COOKIE } from './page-locale';
import { scriptedPolicy } from './page-policy';
import { smallPage } from './small-page';
import type { PageContent } from './small-page';

/** A small page as a handler's answer; remembers a language chosen with `?lang=` for a year. */
export function pageAnswer(
  request: FastifyRequest,
  content: PageContent,
  { status = 200, headers = {} }: { status?: number; headers?: Readonly<Record<string, string>> } = {},
): Page {
  const chosen = new URL(request.url, 'http://page').searchParams.get('lang');
  const secure = request.protocol === 'https';
  const remembered: Record<string, string> =
    chosen === 'de' || chosen === 'en' ? { 'set-cookie': writeCookie(LANGUAGE_COOKIE, chosen, { maxAge: 31_536_000, secure }) } : {};
  const policy: Record<string, string> = content.script ? { 'content-security-policy': scriptedPolicy(content.script) } : {};
  return page(smallPage(content), { status, headers: { ...policy, ...remembered, ...headers } });
}
