// Names that say nothing, and words that have no place in the code.
import { report, sources } from './sources.ts';

const EMPTY_WORDS = /(^|[./-])(utils?|helpers?|common|misc|manager|impl)([./-]|$)|\.(service|dto|interface|enum)\.ts$/;
const FORBIDDEN: readonly [RegExp, string][] = [
  [/^\s*(export\s+)?(const\s+)?enum\s/m, 'an enum; write a literal union'],
  [/@ts-(ignore|expect-error|nocheck)/, 'a silenced type error'],
  [/eslint-disable/, 'a silenced lint rule'],
  [/\b(TODO|FIXME|XXX|HACK)\b/, 'a note of something left undone'],
  [/\b(describe|it|test)\.(skip|only|todo|fixme)\b|\bx(it|describe)\(/, 'a skipped or focused test'],
  [/\bexport \* from\b/, 'an export of everything; list the names'],
  [/\bjest\.mock\(/, 'a mock; use the real part'],
];

const files = sources(/^(apps|libs|tools)\/.*\.(ts|mjs|html)$/).filter(({ path }) => path !== 'tools/checks/names.ts');
const faults = files.flatMap(({ path, text }) => [
  ...(EMPTY_WORDS.test(path) ? [`${path}: the name says nothing`] : []),
  ...FORBIDDEN.filter(([pattern]) => pattern.test(text)).map(([, what]) => `${path}: has ${what}`),
]);
report('names and words', faults, files.length);
