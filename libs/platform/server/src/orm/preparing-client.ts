import { Client } from 'pg';
import type { ClientConfig } from 'pg';
import { presentSight } from '../tenancy/scope';
import type { Sight } from '../tenancy/scope';
import { ScopedQuery, settingQuery } from '../tenancy/scoped-query';
import type { Held } from '../tenancy/scoped-query';

/** Statements that are prepared, per process; further ones are planned with every call. A connection keeps each of them for its life, beside the one that sets what is seen. */
const MOST_PREPARED = 199;

const names = new Map<string, string>();

function nameOf(text: string): string | undefined {
  if (!names.has(text) && names.size < MOST_PREPARED) names.set(text, `t${names.size}`);
  return names.get(text);
}

type Query = (...input: readonly unknown[]) => unknown;

const isCursor = (text: unknown): boolean => typeof text === 'object' && text !== null && 'submit' in text;

/**
 * Connections that have the database parse and plan a statement with parameters (`$1`) once, not with every call: planning takes
 * longer than reading the few rows of a request. Statements without parameters go out as they are.
 * Each statement sees what its caller's scope lets it see; `outside` of any scope, this.
 */
export const preparingClient = (outside: Sight): typeof Client =>
  class PreparingClient extends Client {
    constructor(config?: string | ClientConfig) {
      super(config);
      const held: Held = { sight: undefined };
      const query = this.query.bind(this) as Query;
      let knows = false;
      this.query = ((...input: readonly unknown[]) => {
        // Of a driver's own statement nobody could say what it sees.
        if (isCursor(input[0])) throw new Error('A cursor cannot be read under a scope; read page by page');
        if (!knows) query(settingQuery());
        knows = true;
        const scoped = new ScopedQuery(held, presentSight() ?? outside, prepared(input));
        if (scoped.callback) return query(scoped);
        return new Promise((resolve, reject) => {
          scoped.callback = (error, result) => (error ? reject(error) : resolve(result));
          query(scoped);
        }).catch((error: unknown) => {
          // The driver's stack ends where the answer was read; the caller's says which statement it was.
          if (error instanceof Error) Error.captureStackTrace(error);
          throw error;
        });
      }) as Client['query'];
    }
  };

function prepared(input: readonly unknown[]): readonly unknown[] {
  const [text, values, ...rest] = input;
  const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined;
  return name === undefined ? input : [{ name, text, values }, ...rest];
}
