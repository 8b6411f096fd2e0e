type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

function without(value: Fields, path: readonly string[]): Fields {
  const [name = '', ...rest] = path;
  if (!(name in value)) return value;
  const { [name]: inner, ...others } = value;
  return rest.length > 0 && isFields(inner) ? { ...others, [name]: without(inner, rest) } : others;
}

/** An answer without the fields that are told only once (dotted paths), and with their names in `omitted`. */
export function withoutSecrets(body: unknown, secretFields: readonly string[]): unknown {
  if (secretFields.length === 0 || !isFields(body)) return body;
  const plain = JSON.parse(JSON.stringify(body)) as Fields;
  return { ...secretFields.reduce((rest, field) => without(rest, field.split('.')), plain), omitted: secretFields };
}
