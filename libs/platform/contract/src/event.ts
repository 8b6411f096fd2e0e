import * as z from 'zod';

/** A fact that other contexts, timelines and subscribers may hear: a name in the past tense and a payload of ids. */
export interface EventDefinition<Data extends z.ZodType = z.ZodType> {
  /** Wire name, `<context>.<what-happened>`; never changes once released. */
  readonly name: string;
  readonly data: Data;
}

/** Declares an event. */
export const defineEvent = <Data extends z.ZodType>(definition: EventDefinition<Data>): EventDefinition<Data> => definition;
