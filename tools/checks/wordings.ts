// Every word of the console exists in German and in English: each reason of every catalogue, each key that templates and code name,
// each member of the families that are looked up by value; with the same parameters in both languages.
import { readFileSync } from 'node:fs';
import { report, sources } from './sources.ts';

type Tree = { readonly [key: string]: string | Tree };

const LANGUAGES = ['de', 'en'] as const;
const PLURALS = ['one', 'other'];

const flat = (tree: Tree, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [[`${prefix}${key}`, value] as [string, string]] : flat(value, `${prefix}${key}.`)));

const files = sources(/^libs\/[^/]+\/admin\/src\/(?:[\w-]+\/)*i18n\/(de|en)\.json$/);
const words = Object.fromEntries(
  LANGUAGES.map((language) => [language, new Map(files.filter(({ path }) => path.endsWith(`/${language}.json`)).flatMap(({ text }) => flat(JSON.parse(text) as Tree)))]),
) as Record<(typeof LANGUAGES)[number], Map<string, string>>;

/** Keys that appear literally: `t('…')`, `count('…', …)`, `label: '…'` and `word: '…'` of columns, views, looks and menu entries. */
const code = sources(/^(libs\/[^/]+\/admin|apps\/admin)\/src\/.*\.(ts|html)$/).filter(({ path }) => !path.endsWith('.spec.ts'));
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? '');
const dotted = /^[a-z][\w]*(\.[\w-]+)+$/i;
const named = code.flatMap(({ path, text }) => {
  const plain = [...all(text, /\bt\(\s*'([^']+)'\s*[,)]/g), ...all(text, /\bt\([^()]*\?\s*'([^']+)'/g), ...all(text, /\bt\([^()]*\?\s*'[^']+'\s*:\s*'([^']+)'/g), ...all(text, /\btIn\([^,]+,\s*'([^']+)'/g), ...all(text, /\b(?:label|word|title): '([^']+)'/g)];
  const counted = [...all(text, /\bcount\(\s*'([^']+)'/g), ...all(text, /\bcount\([^,()]*(?:\([^()]*\))?[^,()]*\?\s*'([^']+)'/g), ...all(text, /\bcount\([^,]*\?\s*'[^']+'\s*:\s*'([^']+)'/g)];
  return [...plain.filter((key) => dotted.test(key)).map((key) => ({ path, key })), ...counted.flatMap((key) => PLURALS.map((form) => ({ path, key: `${key}.${form}` })))];
});

const family = (prefix: string, members: readonly string[]): { path: string; key: string }[] => members.map((member) => ({ path: prefix, key: `${prefix}.${member}` }));
const reasons = sources(/^libs\/[^/]+\/contract\/src\/reasons\.ts$/).flatMap(({ path, text }) => all(text, /^ {2}([A-Z][A-Z0-9_]+): \{/gm).map((reason) => ({ path, key: `reasons.${reason}` })));
const mailReasons = family('mail.reasons', all(readFileSync('libs/platform/server/src/mail/smtp-reply.ts', 'utf8').split('DELIVERY_REASONS')[1] ?? '', /^ {2}([A-Z_]+): \{/gm));
/** Every event of every context has a sentence: the stories and the activity log tell them. Names stand there, or a part of them is given to a function of the file. */
const eventFiles = sources(/^libs\/[\w-]+\/contract\/src\/[\w-]+\.events\.ts$/).map(({ path, text }) => {
  const makers = [...text.matchAll(/const (\w+) = \([^)]*\)\s*=>\s*defineEvent\(\{ name: `([\w.-]+)\$\{/g)].map(([, maker = '', prefix = '']) => ({ maker, prefix }));
  const made = makers.flatMap(({ maker, prefix }) => all(text, new RegExp(`= ${maker}\\('([\\w-]+)'`, 'g')).map((what) => prefix + what));
  return { path, names: [...all(text, /name: '([\w.-]+)'/g), ...made], declared: all(text, /^export const (\w+)/gm).length };
});
const eventNames = eventFiles.flatMap(({ path, names }) => names.map((name) => ({ path, key: `events.${name}` })));
const unread = eventFiles.filter(({ names, declared }) => names.length !== declared).map(({ path, names, declared }) => `${path}: ${declared} events are declared, ${names.length} can be read`);
const role = readFileSync('libs/platform/contract/src/role.ts', 'utf8');
const listOf = (name: string): string[] => all(new RegExp(`${name} = \\[([^\\]]+)\\]`).exec(role)?.[1] ?? '', /'(\w+)'/g);
/** The rows of the permission table: every action has a name. */
const actions = all(readFileSync('libs/platform/contract/src/permissions.ts', 'utf8'), /^ {2}\{ action: '([\w.-]+)'/gm);
const needed = [...named, ...family('actions', actions), ...reasons, ...eventNames, ...mailReasons, ...family('roles', listOf('ROLES')), ...family('programs', listOf('PROGRAMS')), ...family('reasons', ['NO_ANSWER', 'ANSWER_UNREADABLE', 'OFFLINE'])];

const parameters = (text: string): string => [...text.matchAll(/\{\{ (\w+) \}\}/g)].map((match) => match[1]).sort().join(' ');
/** Families looked up by value (`'partnership.states.' + state`) have members at least. */
const prefixes = code.flatMap(({ path, text }) => [...all(text, /'([a-z][\w.]+\.)' \+/g), ...all(text, /`([a-z][\w.]+\.)\$\{/g)].map((prefix) => ({ path, prefix })));
const faults = [
  ...unread,
  ...LANGUAGES.flatMap((language) =>
    prefixes.filter(({ prefix }) => prefix !== '/' && ![...words[language].keys()].some((key) => key.startsWith(prefix))).map(({ path, prefix }) => `${path}: ${prefix}* has no wording in ${language}`),
  ),
  ...LANGUAGES.flatMap((language) => needed.filter(({ key }) => !words[language].has(key)).map(({ path, key }) => `${path}: ${key} has no wording in ${language}`)),
  ...[...words.en].flatMap(([key, text]) => {
    const other = words.de.get(key);
    if (other === undefined) return [`${key} is worded in English only`];
    return parameters(other) === parameters(text) ? [] : [`${key} has other parameters in German than in English`];
  }),
  ...[...words.de.keys()].filter((key) => !words.en.has(key)).map((key) => `${key} is worded in German only`),
  ...[...words.de].filter(([key, text]) => !key.startsWith('events.') && /!(\s|$)/.test(text)).map(([key]) => `${key} shouts`),
];
report('wordings', [...new Set(faults)], needed.length);
