import * as z from 'zod';
import { anyCase, Language } from '@tandem/invitations-contract';
import { importRoutes } from './import-routes';

/**
 * What became of a row. `new`: goes out when the import is started; `sent`: a request was made and handed to the workers; `partner`:
 * has a partnership already; `requested`: was asked before; `duplicate`: the same address as an earlier row; `invalid`: to be corrected.
 */
export const REQUEST_IMPORT_RESULTS = ['new', 'sent', 'partner', 'requested', 'duplicate', 'invalid'] as const;

/** What a column can mean. Notes stay with the provider; recipients never see them. */
export const REQUEST_IMPORT_FIELDS = ['address', 'language', 'name', 'note'] as const;

/** Imports of addresses to which partnership requests go. */
export const requestImports = importRoutes({
  path: '/v1/relationshiprequests/imports',
  name: 'PartnerRelationshipRequestImport',
  tag: 'Imports',
  action: 'partnership.request',
  fields: REQUEST_IMPORT_FIELDS,
  results: REQUEST_IMPORT_RESULTS,
  row: {
    email: z.string(),
    language: Language.optional(),
    name: z.string().optional(),
    note: z.string().optional(),
    /** The request that was made from it. */
    requestId: z.uuid().optional(),
  },
  /** `language`: for rows that name none. */
  more: { language: Language },
  choices: { language: anyCase(['de', 'en']).optional() },
  says: {
    create:
      'Checks a CSV file of addresses (up to 5,000 rows) and says of each row what would become of it; nothing is sent. Send the file as it is with `Content-Type: text/csv` (UTF-8, UTF-16 or Windows-1252 are told apart), or its text as JSON. Comma, semicolon and tab are told apart, columns are found by German or English headers or by `mapping`.',
    change: 'Reads the columns in another way or changes the language of rows that name none, and checks every row again. Only before it is started.',
    start: 'Makes a request of each new row and hands it to the workers, row by row. Repeating the file asks nobody twice.',
    pause: 'Halts the sending; when this answers, no further row goes out.',
    cancel: 'Ends an import: rows that have not gone out do not go out. What was sent stays; revoke it request by request.',
  },
});
