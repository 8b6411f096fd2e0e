import type { FastifyRequest } from 'fastify';
import { readCookie } from './cookie';

/** Languages the product speaks. */
export type PageLocale = 'de' | 'en';

/** Cookie that remembers a reader's choice of language; nothing secret in it. */
export const LANGUAGE_COOKIE = 'tandem_language';

const known = (value: unknown): PageLocale | undefined => (value === 'de' || value === 'en' ? value : undefined);

/** The first known language of an Accept-Language header by weight (RFC 9110, 12.5.4); undefined when none is known. */
export function preferredLocale(header: string | undefined): PageLocale | undefined {
  return (header ?? '')
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.trim().split(';');
      const weight = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find((value) => value !== undefined);
      return { locale: known(tag.trim().slice(0, 2).toLowerCase()), weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ locale, weight }) => locale !== undefined && weight > 0)
    .sort((one, other) => other.weight - one.weight)[0]?.locale;
}

/** A reader's language: chosen on the page (`?lang=`), chosen earlier (cookie), else what the browser asks for, else English. */
export function pageLocale(request: FastifyRequest): PageLocale {
  const chosen = new URL(request.url, 'http://page').searchParams.get('lang');
  return (
    known(chosen) ??
    known(readCookie(request.headers.cookie, LANGUAGE_COOKIE)) ??
    preferredLocale(request.headers['accept-language']) ??
    'en'
  );
}
