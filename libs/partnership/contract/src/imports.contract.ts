import * as z from 'zod';
import { anyCase, Language } from '@tandem/invitations-contract';
import { collectionOf, endpoint, etagField, Instant, PageQuery, resourceFields } from '@tandem/platform-contract';

const tag = 'Imports';
const action = 'partnership.request';
const params = z.object({ id: z.uuid() });

/** Most rows of one file; more are refused, so that a check answers at once. */
export const IMPORT_ROW_LIMIT = 5000;

/** States of an import: checked only, going out, halted, ended by hand, everything done (SM-13). */
export const IMPORT_STATES = ['checked', 'sending', 'paused', 'cancelled', 'done'] as const;
export const ImportState = z.enum(IMPORT_STATES).meta({ id: 'ImportState' });
export type ImportState = z.infer<typeof ImportState>;

/**
 * What became of a row. `new`: goes out when the import is started; `sent`: a request was made and handed to the workers; `partner`:
 * has a partnership already; `requested`: was asked before; `duplicate`: the same address as an earlier row; `invalid`: to be corrected.
 */
export const IMPORT_RESULTS = ['new', 'sent', 'partner', 'requested', 'duplicate', 'invalid'] as const;
export const ImportResult = z.enum(IMPORT_RESULTS).meta({ id: 'ImportResult' });
export type ImportResult = z.infer<typeof ImportResult>;

/** What a column can mean. Notes stay with the provider; recipients never see them. */
export const IMPORT_FIELDS = ['address', 'language', 'name', 'note'] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

const column = z.string().max(500);
/** Which column, by its name in `columns`, holds what; a field that is left out or empty is in no column. */
export const ImportMapping = z
  .object({ address: column.optional(), language: column.optional(), name: column.optional(), note: column.optional() })
  .meta({ id: 'ImportMapping' });
export type ImportMapping = z.infer<typeof ImportMapping>;

const count = z.number().int().min(0);

/** A file of addresses to which partnership requests go. */
export const RequestImport = z
  .object({
    id: z.uuid(),
    state: ImportState,
    fileName: z.string().optional(),
    /** How the file was read. */
    encoding: z.string().optional(),
    separator: z.string(),
    /** The file's columns, each with the first value in it. */
    columns: z.array(z.object({ name: z.string(), sample: z.string() })),
    mapping: ImportMapping,
    /** For rows that name no language. */
    language: Language,
    counts: z.object({ total: count, new: count, sent: count, partner: count, requested: count, duplicate: count, invalid: count }),
    /** Why rows wait although the import is running or paused, and until when. */
    waiting: z.object({ reason: z.string(), until: Instant.optional() }).optional(),
    createdBy: z.string(),
    createdAt: Instant,
    startedAt: Instant.optional(),
    endedAt: Instant.optional(),
    ...resourceFields,
  })
  .meta({ id: 'PartnerRelationshipRequestImport' });
export type RequestImport = z.infer<typeof RequestImport>;

/** One row of the file, with what became of it. `number` is the line in a spreadsheet: the header is 1. */
export const ImportRow = z
  .object({
    id: z.string(),
    number: z.number().int(),
    result: ImportResult,
    email: z.string(),
    language: Language.optional(),
    name: z.string().optional(),
    note: z.string().optional(),
    rule: z.string().optional(),
    reason: z.string().optional(),
    fix: z.string().optional(),
    /** What the reason is about: the earlier row, or the partner. */
    about: z.string().optional(),
    /** The request that was made from it. */
    requestId: z.uuid().optional(),
  })
  .meta({ id: 'PartnerRelationshipRequestImportRow' });
export type ImportRow = z.infer<typeof ImportRow>;

const language = anyCase(['de', 'en']);

export const createRequestImport = endpoint({
  method: 'POST',
  path: '/v1/relationshiprequests/imports',
  action,
  summary:
    'Checks a CSV file of addresses (up to 5,000 rows) and says of each row what would become of it; nothing is sent. Send the file as it is with `Content-Type: text/csv` (UTF-8, UTF-16 or Windows-1252 are told apart), or its text as JSON. Comma, semicolon and tab are told apart, columns are found by German or English headers or by `mapping`.',
  tag,
  query: z.object({ fileName: z.string().trim().max(200).optional() }),
  body: z.object({ csv: z.string(), encoding: z.string().max(40).optional(), mapping: ImportMapping.optional(), language: language.optional() }),
  response: RequestImport,
  status: 201,
});

export const listRequestImports = endpoint({
  method: 'GET',
  path: '/v1/relationshiprequests/imports',
  action,
  summary: 'The own imports, newest first.',
  tag,
  query: PageQuery,
  response: collectionOf(RequestImport),
});

export const getRequestImport = endpoint({ method: 'GET', path: '/v1/relationshiprequests/imports/:id', action, summary: 'One import with its counts.', tag, params, response: RequestImport });

export const changeRequestImport = endpoint({
  method: 'PATCH',
  path: '/v1/relationshiprequests/imports/:id',
  action,
  summary: 'Reads the columns in another way or changes the language of rows that name none, and checks every row again. Only before it is started.',
  tag,
  params,
  body: z.object({ mapping: ImportMapping.optional(), language: language.optional(), ...etagField }),
  response: RequestImport,
});

export const listImportRows = endpoint({
  method: 'GET',
  path: '/v1/relationshiprequests/imports/:id/rows',
  action,
  summary: 'The rows of an import in the order of the file, all or those with one result.',
  tag,
  params,
  query: PageQuery.extend({ result: anyCase(IMPORT_RESULTS).optional() }),
  response: collectionOf(ImportRow),
});

export const getImportErrors = endpoint({
  method: 'GET',
  path: '/v1/relationshiprequests/imports/:id/errors.csv',
  action,
  summary: 'The invalid rows as CSV, as they came and with the reason in a column of its own: correct them and send the file again. Values that a spreadsheet would take for a formula are kept from it by an apostrophe, which is taken off again when the file is read.',
  tag,
  params,
  query: z.object({ language: language.optional() }),
  response: z.string(),
});

const command = (name: string, summary: string) =>
  endpoint({ method: 'POST', path: `/v1/relationshiprequests/imports/:id/${name}`, action, summary, tag, params, body: z.object(etagField).optional(), response: RequestImport });

export const startRequestImport = command('start', 'Makes a request of each new row and hands it to the workers, row by row. Repeating the file asks nobody twice.');
export const pauseRequestImport = command('pause', 'Halts the sending; when this answers, no further row goes out.');
export const resumeRequestImport = command('resume', 'Goes on with a paused import.');
export const cancelRequestImport = command('cancel', 'Ends an import: rows that have not gone out do not go out. What was sent stays; revoke it request by request.');
