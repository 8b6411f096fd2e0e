import { anyCase, ROLES } from '@tandem/platform-contract';
import * as z from 'zod';

/** Literals of what each field is compared with; the first one is what console and documents say. */
const Compared = z.discriminatedUnion('field', [
  z.object({ field: z.literal('role'), operator: anyCase(['equals']), value: anyCase(ROLES) }),
  z.object({ field: z.literal('name'), operator: anyCase(['substring', 'starts_with']), value: z.string().min(1).max(200) }),
  z.object({ field: z.literal('email'), operator: anyCase(['substring', 'starts_with', 'equals']), value: z.string().min(1).max(254) }),
]);

/** One comparison of the list of people. */
export type PartnerUserComparison = z.infer<typeof Compared>;

const DEEPEST = 5;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

function comparisons(given: unknown, depth: number): PartnerUserComparison[] | undefined {
  if (typeof given !== 'object' || given === null || depth > DEEPEST) return undefined;
  const filter = Object.fromEntries(Object.entries(given).map(([key, value]: [string, unknown]) => [key.toLowerCase(), value]));
  if ('leftfilter' in filter) {
    const [left, right] = [comparisons(filter['leftfilter'], depth + 1), comparisons(filter['rightfilter'], depth + 1)];
    return String(filter['operator']).toLowerCase() === 'and' && left && right ? [...left, ...right] : undefined;
  }
  const { field, ...rest } = filter;
  const read = Compared.safeParse({ ...rest, field: typeof field === 'string' ? field.toLowerCase() : field });
  return read.success ? [read.data] : undefined;
}

/**
 * Reads `{"Field":"Role","Value":"global_admin","Operator":"equals"}`, or two of them joined by `and`; keys in any case and order. Everything
 * that it gives has to be so. Undefined when it is anything else.
 */
export const readPartnerUserFilter = (text: string): PartnerUserComparison[] | undefined => comparisons(parsed(text), 0);

/** A filter in its wire form, so that it travels inside a continuation token as it came. */
export const PartnerUserFilterText = z
  .string()
  .max(2000)
  .refine((text) => readPartnerUserFilter(text) !== undefined, 'Expected {"Field":"Role", "Name" or "Email","Value":"…","Operator":"equals", "substring" or "starts_with"}.')
  .meta({
    description: 'JSON, for example {"Field":"Role","Value":"global_admin","Operator":"equals"}: Role equals, Name substring or starts_with, Email equals, substring or starts_with; LeftFilter and RightFilter joined by "and".',
  });
