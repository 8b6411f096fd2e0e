import * as z from 'zod';

/** Most rows that one call takes. */
export const MOST_ROWS = 1000;

/** How a row names a partner: by id, domain or MPN ID. */
export const PartnerName = z.string().trim().min(1).max(254);

/** What became of one row: what was done, or `unchanged`: it is so already; `repeated`: stands further up; `refused`: see `reason`. */
export const rowOutcome = <const Done extends readonly string[]>(done: Done) =>
  z.object({
    partner: z.string(),
    result: z.enum([...done, 'unchanged', 'repeated', 'refused']),
    organisation: z.object({ id: z.uuid(), name: z.string() }).optional(),
    reason: z.string().optional(),
    fix: z.string().optional(),
  });
