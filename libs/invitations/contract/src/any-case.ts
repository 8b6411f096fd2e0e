import * as z from 'zod';

const folded = (text: string): string => text.toLowerCase().replace(/[_\s-]/g, '');

/** One of some literals, accepted in any case and with or without underscores (`IsIndirectResellerOf`, `is_indirect_reseller_of`). */
export const anyCase = <const Values extends readonly string[]>(values: Values) =>
  z.preprocess((given) => (typeof given === 'string' ? (values.find((value) => folded(value) === folded(given)) ?? given) : given), z.enum(values));
