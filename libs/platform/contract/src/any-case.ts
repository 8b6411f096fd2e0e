import * as z from 'zod';

const folded = (text: string): string => text.toLowerCase().replace(/[_\s-]/g, '');

/** What is meant by a value that may be written in any case or as a number; what means none of the literals stays as it is. */
export function literal(values: readonly string[], given: unknown): unknown {
  if (typeof given === 'number' || (typeof given === 'string' && /^\d{1,3}$/.test(given))) return values[Number(given)] ?? given;
  return typeof given === 'string' ? (values.find((value) => folded(value) === folded(given)) ?? given) : given;
}

/**
 * One of some literals, accepted in any case, with or without underscores (`IsIndirectResellerOf`, `is_indirect_reseller_of`), and
 * as the number of its place, counted from 0, which is how existing clients may send it.
 */
export const anyCase = <const Values extends readonly string[]>(values: Values) => z.preprocess((given) => literal(values, given), z.enum(values));
