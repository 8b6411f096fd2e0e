import type * as z from 'zod';

/** What came of an operation, as audit records say it. */
export const OPERATION_STATUSES = ['succeeded', 'failed', 'progress', 'decline'] as const;
export type OperationStatus = (typeof OPERATION_STATUSES)[number];

/** An event in the words of the field: what it is about and what was done, both in snake_case; known ones where the meaning is the same. */
export interface AuditedAs {
  readonly resourceType: string;
  readonly operationType: string;
  /** Without it: succeeded. */
  readonly status?: OperationStatus;
}

/** A fact that other contexts, timelines and subscribers may hear: a name in the past tense and a payload of ids. */
export interface EventDefinition<Data extends z.ZodType = z.ZodType> {
  /** Wire name, `<context>.<what-happened>`; never changes once released. */
  readonly name: string;
  readonly data: Data;
  /** How the activity log calls it (AUD-01); every event of a context has it. */
  readonly audit?: AuditedAs;
}

/** Declares an event. */
export const defineEvent = <Data extends z.ZodType>(definition: EventDefinition<Data>): EventDefinition<Data> => definition;
