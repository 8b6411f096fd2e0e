import { createHash } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DomainError } from '@tandem/platform-kernel';
import type { FastifyRequest } from 'fastify';
import { decodeText } from './decode-text';

type Done = (error: Error | null, body?: unknown) => void;

/** Deeper than any contract, shallower than any stack. */
const MOST_NESTED = 64;

/** NUL as JSON writes it; no text column takes it. */
const NUL = /(?<!\\)(?:\\\\)*\\u0000/;

const hashes = new WeakMap<object, string>();

/** SHA-256 of the body as it came; undefined when there was none. */
export const bodyHashOf = (request: FastifyRequest): string | undefined => hashes.get(request.raw);

const unreadable = (detail: string): DomainError => new DomainError({ rule: 'API-02', reason: 'BODY_UNREADABLE', kind: 'invalid', details: { detail } });

/** Whether JSON text nests deeper than `most` levels; brackets inside of strings do not count. */
export function nestsDeeper(text: string, most: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (quoted) {
      if (character === 0x5c) at++;
      else if (character === 0x22) quoted = false;
    } else if (character === 0x22) quoted = true;
    else if (character === 0x5b || character === 0x7b) {
      if (++depth > most) return true;
    } else if (character === 0x5d || character === 0x7d) depth--;
  }
  return false;
}

function textOf(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw unreadable('The body is not UTF-8.');
  }
}

/**
 * Reads JSON, forms and CSV; a CSV file in whatever encoding is the body `{ csv, encoding }`. Refused as unreadable (400): broken JSON, text that is not UTF-8, nesting beyond 64 levels, NUL, keys
 * that would reach a prototype, other media types. An empty body counts as none.
 */
export function useBodyParsers(app: NestFastifyApplication, bodyLimit: number): void {
  const instance = app.getHttpAdapter().getInstance();
  const plain = instance.getDefaultJsonParser('error', 'error') as (request: FastifyRequest, text: string, done: Done) => void;
  const json = (request: FastifyRequest, body: Buffer, done: Done): void => {
    if (body.length === 0) return done(null, undefined);
    hashes.set(request.raw, createHash('sha256').update(body).digest('base64url'));
    const text = textOf(body);
    if (nestsDeeper(text, MOST_NESTED)) return done(unreadable(`The body nests deeper than ${MOST_NESTED} levels.`));
    if (text.includes('\\u0000') && NUL.test(text)) return done(unreadable('The body contains NUL.'));
    plain(request, text, (error, value) => (error ? done(unreadable(error.message)) : done(null, value)));
  };
  const form = (request: FastifyRequest, body: Buffer, done: Done): void => {
    hashes.set(request.raw, createHash('sha256').update(body).digest('base64url'));
    done(null, Object.fromEntries(new URLSearchParams(textOf(body))));
  };
  const csv = (request: FastifyRequest, body: Buffer, done: Done): void => {
    hashes.set(request.raw, createHash('sha256').update(body).digest('base64url'));
    const { text, encoding } = decodeText(body);
    done(null, { csv: text, encoding });
  };
  const other = (_: FastifyRequest, body: Buffer, done: Done): void =>
    body.length === 0 ? done(null, undefined) : done(unreadable('Send application/json.'));
  app.useBodyParser(['application/json', 'text/json'], { bodyLimit }, json);
  app.useBodyParser('application/x-www-form-urlencoded', { bodyLimit }, form);
  app.useBodyParser('text/csv', { bodyLimit }, csv);
  app.useBodyParser('*', { bodyLimit }, other);
}
