import { Client } from 'pg';
import type { ClientConfig } from 'pg';

/** Statements that are prepared, per process; further ones are planned with every call. A connection keeps each of them for its life. */
const MOST_PREPARED = 200;

const names = new Map<string, string>();

function nameOf(text: string): string | undefined {
  if (!names.has(text) && names.size < MOST_PREPARED) names.set(text, `t${names.size}`);
  return names.get(text);
}

type Query = (...input: readonly unknown[]) => unknown;

/**
 * A connection that has the database parse and plan a statement with parameters (`$1`) once, not with every call: planning takes
 * longer than reading the few rows of a request. Statements without parameters go out as they are.
 */
export class PreparingClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    const query = this.query.bind(this) as Query;
    this.query = ((text: unknown, values: unknown, ...rest: readonly unknown[]) => {
      const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined;
      return name === undefined ? query(text, values, ...rest) : query({ name, text, values }, ...rest);
    }) as Client['query'];
  }
}
