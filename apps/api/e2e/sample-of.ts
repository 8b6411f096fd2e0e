/** The part of JSON Schema that the API document uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly minLength?: number;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

/**
 * A value that fits a schema, all properties filled in, so that a request gets past the reading of its body; every id in it is
 * `id`. Etags are left out: a wrong one would be refused before anything else is looked at.
 */
export function sampleOf(schema: Schema, schemas: Readonly<Record<string, Schema>>, id: string): unknown {
  const sample = (part: Schema): unknown => sampleOf(part, schemas, id);
  if (schema.$ref) return sample(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [choice] = schema.anyOf ?? schema.oneOf ?? [];
  if (choice && !schema.properties) return sample(choice);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map(sample));
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.[0];
  if (type === 'object') {
    // Of properties that exclude each other, those of the first choice.
    const others = (schema.oneOf ?? []).slice(1).flatMap(({ required = [] }) => required);
    const properties = Object.entries(schema.properties ?? {}).filter(([name]) => name !== 'attributes' && !others.includes(name));
    return Object.fromEntries(properties.map(([name, part]) => [name, sampleNamed(name, part) ?? sample(part)]));
  }
  if (type === 'array') return Array.from({ length: Math.max(1, schema.minItems ?? 0) }, () => sample(schema.items ?? {}));
  if (type === 'boolean') return true;
  if (type === 'integer' || type === 'number') return Math.max(1, schema.minimum ?? 1);
  if (schema.format === 'uuid') return id;
  if (schema.format === 'date-time') return '2026-03-06T10:00:00Z';
  return 'a'.repeat(Math.max(2, schema.minLength ?? 0));
}

/** What a plain string has to look like is known by its name only. */
function sampleNamed(name: string, { type, format, enum: listed }: Schema): unknown {
  if (type !== 'string' || format !== undefined || listed) return undefined;
  return { email: 'somebody@elsewhere.example', website: 'https://elsewhere.example', csv: 'E-Mail\nsomebody@elsewhere.example\n', phoneNumber: '+49 40 123456' }[name];
}
