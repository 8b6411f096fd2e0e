import * as z from 'zod';
import { anyCase } from '@tandem/invitations-contract';

const Simple = z.object({ field: anyCase(['Name', 'MpnId']), value: z.string().min(1).max(200), operator: anyCase(['substring', 'starts_with']) });

/** What a list of relationships is narrowed to: the partner's name or MPN ID, compared without regard to case. */
export type RelationshipFilter = z.infer<typeof Simple>;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Reads `{"Field":"Name","Value":"alp","Operator":"starts_with"}`, keys in any case and order; undefined when it is anything else. */
export function readRelationshipFilter(text: string): RelationshipFilter | undefined {
  const given = parsed(text);
  if (typeof given !== 'object' || given === null) return undefined;
  return Simple.safeParse(Object.fromEntries(Object.entries(given).map(([key, value]: [string, unknown]) => [key.toLowerCase(), value]))).data;
}

/** A filter in its wire form, so that it travels inside a continuation token as it came. */
export const RelationshipFilterText = z
  .string()
  .max(1000)
  .refine((text) => readRelationshipFilter(text) !== undefined, 'Expected {"Field":"Name" or "MpnId","Value":"…","Operator":"substring" or "starts_with"}.')
  .meta({ description: 'JSON, for example {"Field":"Name","Value":"alp","Operator":"starts_with"}: field Name or MpnId, operator substring or starts_with.' });
