/** Fields whose values never reach a log line, whatever object they sit in. */
const SECRET_FIELD = /authorization|cookie|passwor[dt]|secret|token|credential|signature|api[-_]?key|session(id|key)/i;

const HIDDEN = '[hidden]';

/** What looks like a secret inside of a text: access tokens, personal links, connection strings, secrets in queries. */
const SECRET_TEXT: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic|DPoP)\s+[\w.~+/=-]{8,}/gi, `$1 ${HIDDEN}`],
  [/\beyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]*/g, HIDDEN],
  [/\bk[0-9a-f]{1,16}\.[\w-]{20,}(?:\.[\w-]+)+/g, HIDDEN],
  [/(\/(?:invite|verify|join|reset|invitations|contactverifications)\/)[^/?#\s"'\\]+/gi, `$1${HIDDEN}`],
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^/?#\s"'@\\]*:[^/?#\s"'@\\]*@/gi, `$1${HIDDEN}@`],
  [/([?&](?:code|state|signature|key)=|\b[\w-]*(?:token|secret|password)=)[^&#\s"'\\]+/gi, `$1${HIDDEN}`],
  [/(\\?"(?:[\w-]*(?:password|secret|token|authorization|cookie)[\w-]*)\\?"\s*:\s*\\?")(?!\[hidden\])[^"\\]+/gi, `$1${HIDDEN}`],
];

/** A text without what looks like a secret; the last thing that happens to every log line. */
export const redactText = (text: string): string => SECRET_TEXT.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text);

/** A copy of a logged object without secret fields, six levels deep; deeper things are left out. */
export function redactFields(value: unknown, depth = 6): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth === 0) return '[deep]';
  if (Array.isArray(value)) return value.map((entry) => redactFields(entry, depth - 1));
  if (value instanceof Error) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, SECRET_FIELD.test(name) && entry !== undefined ? HIDDEN : redactFields(entry, depth - 1)]),
  );
}

/** A request's path for the log: personal links hidden, of the query only the names (values hold names of companies and people). */
export function redactUrl(url: string): string {
  const [path = '/', query] = url.split('?');
  const names = query === undefined ? '' : `?${[...new Set(new URLSearchParams(query).keys())].map((name) => `${name}=…`).join('&')}`;
  return redactText(path).replace(/\/[^/]{45,}/g, `/${HIDDEN}`) + names;
}
