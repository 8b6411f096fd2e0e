import { DomainError } from '@tandem/platform-kernel';
import * as z from 'zod';

/** A condition on one field, or two conditions together. */
export type FieldFilter =
  | { readonly field: string; readonly operator: string; readonly value: string }
  | { readonly left: FieldFilter; readonly right: FieldFilter; readonly operator: 'and' | 'or' };

/** How deep conditions may hold others. */
const DEPTH = 4;

const folded = (text: string): string => text.toLowerCase().replaceAll('_', '');
const Simple = z.object({ field: z.string(), operator: z.string(), value: z.union([z.string(), z.number()]) });
const Compound = z.object({ leftfilter: z.unknown(), rightfilter: z.unknown(), operator: z.string() });

const broken = (): DomainError => new DomainError({ rule: 'AUD-02', reason: 'FILTER_INVALID', kind: 'invalid', field: 'filter' });

/** Keys in lower case: their order and their case vary between clients. */
const keysFolded = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, entry]) => [key.toLowerCase(), entry as unknown])) : value;

function filterOf(value: unknown, depth: number): FieldFilter {
  const given = keysFolded(value);
  const simple = Simple.safeParse(given);
  if (simple.success) return { field: folded(simple.data.field), operator: folded(simple.data.operator), value: String(simple.data.value) };
  const compound = Compound.safeParse(given);
  const operator = compound.success ? folded(compound.data.operator) : '';
  if (!compound.success || (operator !== 'and' && operator !== 'or') || depth >= DEPTH) throw broken();
  return { left: filterOf(compound.data.leftfilter, depth + 1), right: filterOf(compound.data.rightfilter, depth + 1), operator };
}

/**
 * A filter in the field's JSON; names of fields and operators come out in lower case and without underscores.
 * @throws DomainError FILTER_INVALID when it cannot be read.
 */
export function readFieldFilter(text: string): FieldFilter {
  try {
    return filterOf(JSON.parse(text), 0);
  } catch (error) {
    throw error instanceof DomainError ? error : broken();
  }
}

/** The condition in SQL; `say` words a single one, or gives undefined for a field or operator that there is not. */
export async function filterInSql(filter: FieldFilter, say: (field: string, operator: string, value: string) => Promise<SqlPart | undefined>): Promise<SqlPart> {
  if (!('left' in filter)) {
    const part = await say(filter.field, filter.operator, filter.value);
    if (!part) throw broken();
    return part;
  }
  const [left, right] = [await filterInSql(filter.left, say), await filterInSql(filter.right, say)];
  return { sql: `(${left.sql}) ${filter.operator} (${right.sql})`, params: [...left.params, ...right.params] };
}

/** A piece of a statement, with the values of its question marks. */
export interface SqlPart {
  readonly sql: string;
  readonly params: readonly unknown[];
}
