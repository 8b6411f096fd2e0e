import * as z from 'zod';
import { anyCase, collectionOf, endpoint, etagField, Instant, PageQuery, resourceFields, Timeline } from '@tandem/platform-contract';
import type { Action } from '@tandem/platform-contract';
import { Language } from '@tandem/invitations-contract';

/** Most rows of one file; more are refused, so that a check answers at once. */
export const IMPORT_ROW_LIMIT = 5000;

/** States of an import: checked only, its rows being carried out, halted, ended by hand, everything done (SM-13). */
export const IMPORT_STATES = ['checked', 'running', 'paused', 'cancelled', 'done'] as const;
export const ImportState = z.enum(IMPORT_STATES).meta({ id: 'ImportState' });
export type ImportState = z.infer<typeof ImportState>;

const count = z.number().int().min(0);
const column = z.string().max(500);
const params = z.object({ id: z.uuid() });

/** What one kind of import is: which columns it reads, what can become of a row, and how it reads in the API document. */
interface Kind<Field extends string, Result extends string, Row extends z.core.$ZodLooseShape, More extends z.core.$ZodLooseShape, Choice extends z.core.$ZodLooseShape> {
  /** Path from the root. */
  readonly path: string;
  /** Name of the import in the API document and in `objectType`; its parts are named after it. */
  readonly name: string;
  readonly tag: string;
  readonly action: Action;
  readonly fields: readonly Field[];
  readonly results: readonly [Result, ...Result[]];
  /** What a row holds, beside its number and result. */
  readonly row: Row;
  /** What the import says of itself beyond what every import says. */
  readonly more: More;
  /** What is chosen beside the columns when a file is sent or read in another way. */
  readonly choices: Choice;
  readonly says: Readonly<Record<'create' | 'change' | 'start' | 'pause' | 'cancel', string>>;
}

/** The routes of one kind of import, and the schemas of what they answer: check, look, read in another way, run, steer. */
export function importRoutes<
  Field extends string,
  Result extends string,
  Row extends z.core.$ZodLooseShape,
  More extends z.core.$ZodLooseShape,
  Choice extends z.core.$ZodLooseShape,
>({ path, name, tag, action, fields, results, row, more, choices, says }: Kind<Field, Result, Row, More, Choice>) {
  const Mapping = z.object(Object.fromEntries(fields.map((field) => [field, column.optional()])) as Record<Field, z.ZodOptional<typeof column>>).meta({ id: `${name}Mapping` });
  const Outcome = z.enum(results).meta({ id: `${name}Result` });
  const Import = z
    .object({
      id: z.uuid(),
      state: ImportState,
      fileName: z.string().optional(),
      /** How the file was read. */
      encoding: z.string().optional(),
      separator: z.string(),
      /** The file's columns, each with the first value in it. */
      columns: z.array(z.object({ name: z.string(), sample: z.string() })),
      mapping: Mapping,
      counts: z.object({ total: count, ...(Object.fromEntries(results.map((result) => [result, count])) as Record<Result, typeof count>) }),
      /** Why rows wait although the import is running or paused, and until when. */
      waiting: z.object({ reason: z.string(), until: Instant.optional() }).optional(),
      createdBy: z.string(),
      createdAt: Instant,
      startedAt: Instant.optional(),
      endedAt: Instant.optional(),
      ...more,
      ...resourceFields,
    })
    .meta({ id: name });
  const ImportRow = z
    .object({
      id: z.string(),
      /** The line in a spreadsheet: the header is 1. */
      number: z.number().int(),
      result: Outcome,
      rule: z.string().optional(),
      reason: z.string().optional(),
      fix: z.string().optional(),
      /** What the reason is about: the earlier row, a name, a value. */
      about: z.string().optional(),
      ...row,
    })
    .meta({ id: `${name}Row` });
  const command = (verb: string, summary: string) => endpoint({ method: 'POST', path: `${path}/:id/${verb}`, action, summary, tag, params, body: z.object(etagField).optional(), response: Import });
  return {
    Import,
    Row: ImportRow,
    create: endpoint({
      method: 'POST',
      path,
      action,
      summary: says.create,
      tag,
      query: z.object({ fileName: z.string().trim().max(200).optional() }),
      body: z.object({ csv: z.string(), encoding: z.string().max(40).optional(), mapping: Mapping.optional(), ...choices }),
      response: Import,
      status: 201,
    }),
    list: endpoint({ method: 'GET', path, action, summary: 'The own imports, newest first.', tag, query: PageQuery, response: collectionOf(Import) }),
    get: endpoint({ method: 'GET', path: `${path}/:id`, action, summary: 'One import with its counts.', tag, params, response: Import }),
    change: endpoint({ method: 'PATCH', path: `${path}/:id`, action, summary: says.change, tag, params, body: z.object({ mapping: Mapping.optional(), ...choices, ...etagField }), response: Import }),
    rows: endpoint({
      method: 'GET',
      path: `${path}/:id/rows`,
      action,
      summary: 'The rows of an import in the order of the file, all or those with one result.',
      tag,
      params,
      query: PageQuery.extend({ result: anyCase(results).optional() }),
      response: collectionOf(ImportRow),
    }),
    timeline: endpoint({ method: 'GET', path: `${path}/:id/timeline`, action, summary: 'Its story: what happened, newest first.', tag, params, query: PageQuery, response: Timeline }),
    errors: endpoint({
      method: 'GET',
      path: `${path}/:id/errors.csv`,
      action,
      summary: 'The invalid rows as CSV, as they came and with the reason in a column of its own: correct them and send the file again. Values that a spreadsheet would take for a formula are kept from it by an apostrophe, which is taken off again when the file is read.',
      tag,
      params,
      query: z.object({ language: anyCase(Language.options).optional() }),
      response: z.string(),
    }),
    start: command('start', says.start),
    pause: command('pause', says.pause),
    resume: command('resume', 'Goes on with a paused import.'),
    cancel: command('cancel', says.cancel),
  };
}

/** No fields of its own. */
type Nothing = Record<never, never>;

/** The routes of any kind of import, for whatever treats all kinds alike. */
export type ImportRoutes = ReturnType<typeof importRoutes<string, string, Nothing, Nothing, Nothing>>;
