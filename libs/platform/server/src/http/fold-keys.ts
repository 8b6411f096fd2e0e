import * as z from 'zod';
import type { $ZodType, $ZodTypes } from 'zod/v4/core';

type Walk = (value: unknown) => unknown;

const walks = new WeakMap<$ZodType, Walk>();
const asIs: Walk = (value) => value;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a schema has a use for null; elsewhere null in a request means "not supplied". */
const takesNull = (schema: $ZodType): boolean => z.safeParse(schema, null).success;

const inTurn =
  (parts: readonly $ZodType[]): Walk =>
  (value) =>
    parts.reduce<unknown>((result, part) => foldKeys(part, result), value);

function objectWalk(shape: Readonly<Record<string, $ZodType>>): Walk {
  const known = new Map(Object.entries(shape).map(([name, schema]) => [name.toLowerCase(), { name, schema, nullable: takesNull(schema) }]));
  return (value) => {
    if (!isRecord(value)) return value;
    const folded: [string, unknown][] = [];
    for (const [given, entry] of Object.entries(value)) {
      const property = known.get(given.toLowerCase());
      if (!property) folded.push([given, entry]);
      // The exact spelling wins when a body carries a name twice in different case.
      else if (given !== property.name && Object.hasOwn(value, property.name)) continue;
      else if (entry !== null || property.nullable) folded.push([property.name, foldKeys(property.schema, entry)]);
    }
    return Object.fromEntries(folded);
  };
}

const arrayWalk =
  (element: $ZodType): Walk =>
  (value) =>
    Array.isArray(value) ? value.map((entry: unknown) => foldKeys(element, entry)) : value;

/** A map: its keys are data and stay as they are. */
const recordWalk =
  (entries: $ZodType): Walk =>
  (value) =>
    isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, foldKeys(entries, entry)])) : value;

type Def<Type extends $ZodTypes['_zod']['def']['type']> = Extract<$ZodTypes['_zod']['def'], { type: Type }>;
type Walks = { readonly [Type in $ZodTypes['_zod']['def']['type']]?: (def: Def<Type>) => Walk };

const inner = ({ innerType }: { readonly innerType: $ZodType }): Walk => inTurn([innerType]);

/** Kinds of schema that hold others; all the rest holds no keys. */
const WALKS: Walks = {
  object: ({ shape }) => objectWalk(shape),
  array: ({ element }) => arrayWalk(element),
  record: ({ valueType }) => recordWalk(valueType),
  union: ({ options }) => inTurn(options),
  intersection: ({ left, right }) => inTurn([left, right]),
  pipe: ({ in: before, out }) => inTurn([(before as $ZodTypes)._zod.def.type === 'transform' ? out : before]),
  lazy: ({ getter }) => (value) => foldKeys(getter(), value),
  optional: inner,
  nullable: inner,
  nonoptional: inner,
  default: inner,
  prefault: inner,
  catch: inner,
  readonly: inner,
};

function walkOf(schema: $ZodType): Walk {
  const { def } = (schema as $ZodTypes)._zod;
  return (WALKS[def.type] as ((given: typeof def) => Walk) | undefined)?.(def) ?? asIs;
}

/**
 * Gives the keys of a request's value the spelling of the schema, at every depth, and leaves out nulls the schema has no use for.
 * Keys that the schema does not name, and the keys of maps, stay as they came.
 */
export function foldKeys(schema: $ZodType, value: unknown): unknown {
  let walk = walks.get(schema);
  if (!walk) walks.set(schema, (walk = walkOf(schema)));
  return walk(value);
}
