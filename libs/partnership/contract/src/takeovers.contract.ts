import * as z from 'zod';
import { importRoutes } from './import-routes';
import { AdminAccess } from './relationships.contract';

/**
 * What became of a row. `new`: becomes a partnership when the takeover is started; `established`: has become one; `partner`: the two are
 * partners already; `duplicate`: the same two as an earlier row; `invalid`: to be corrected.
 */
export const TAKEOVER_RESULTS = ['new', 'established', 'partner', 'duplicate', 'invalid'] as const;

/** What a column can mean. Both sides see the evidence in the partnership's story; the note stays with the operator. */
export const TAKEOVER_FIELDS = ['provider', 'reseller', 'since', 'adminAccess', 'evidence', 'note'] as const;

/** One side of a partnership as the file names it, and who that is. */
const Side = z.object({ given: z.string(), id: z.uuid().optional(), name: z.string().optional() }).meta({ id: 'TakeoverSide' });

/** Takeovers: existing partnerships that an operator imports. */
export const takeovers = importRoutes({
  path: '/v1/takeovers',
  name: 'Takeover',
  tag: 'Takeovers',
  action: 'partnership.take-over',
  fields: TAKEOVER_FIELDS,
  results: TAKEOVER_RESULTS,
  row: {
    provider: Side,
    reseller: Side,
    since: z.iso.date().optional(),
    adminAccess: AdminAccess.optional(),
    evidence: z.string().optional(),
    note: z.string().optional(),
    /** The partnership that was made from it, as its story names it. */
    partnershipId: z.uuid().optional(),
  },
  more: {},
  choices: {},
  says: {
    create:
      'Checks a CSV file of existing partnerships (up to 5,000 rows) and says of each row what would become of it; nothing is made. Provider and reseller are named by tenant id, domain or MPN id. `since`, `adminAccess` (yes or no) and `evidence` are required. File, encodings, separators and columns as with imports of addresses.',
    change: 'Reads the columns in another way and checks every row again. Only before it is started.',
    start: 'Makes an active partnership of each new row. Nobody gets a mail. Repeating the file makes nothing twice.',
    pause: 'Halts the takeover; when this answers, no further partnership is made.',
    cancel: 'Ends a takeover: rows that have not become partnerships do not become any. What was made stays; its provider can remove it.',
  },
});
