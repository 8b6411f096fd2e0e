import type { ApplicationInput, EnrollmentView } from '@tandem/enrollment-contract';
import { FIELDS } from './application-fields';

/** What stands in the form, by path. */
export type Texts = Readonly<Record<string, string>>;

type Tree = { [key: string]: string | Tree };

const at = (record: unknown, path: string): unknown => path.split('.').reduce<unknown>((value, part) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[part] : undefined), record);

/** The texts of the form as they are saved. */
export const textsOf = (enrollment: Pick<EnrollmentView, 'legalBusinessProfile' | 'supportProfile' | 'mpnId'>): Texts =>
  Object.fromEntries(
    FIELDS.map(({ path }) => {
      const value = at(enrollment, path);
      return [path, typeof value === 'string' ? value : ''];
    }),
  );

const same = (one = '', other = ''): boolean => one.trim() === other.trim();

/** Paths of which two versions of the form say something else. */
export const differing = (one: Texts, other: Texts): string[] => FIELDS.map(({ path }) => path).filter((path) => !same(one[path], other[path]));

/** What is sent for some paths; the rest stays as it is. */
export function bodyOf(texts: Texts, paths: readonly string[]): ApplicationInput {
  const body: Tree = {};
  for (const path of paths) {
    const parts = path.split('.');
    const leaf = parts.pop() ?? path;
    const into = parts.reduce<Tree>((tree, part) => (tree[part] ??= {}) as Tree, body);
    into[leaf] = (texts[path] ?? '').trim();
  }
  return body as ApplicationInput;
}

/** What stands in the form after another version was saved: what was typed since stays, all else is that version's. Texts that differ in blanks only stay, lest a word being typed loses its space. */
export const taken = (typed: Texts, before: Texts, saved: Texts): Texts =>
  Object.fromEntries(FIELDS.map(({ path }) => [path, same(typed[path], before[path]) && !same(typed[path], saved[path]) ? (saved[path] ?? '') : (typed[path] ?? '')]));

/** Paths that were typed into here and saved otherwise by somebody else meanwhile. */
export const contested = (typed: Texts, before: Texts, saved: Texts): string[] => differing(typed, before).filter((path) => !same(before[path], saved[path]) && !same(typed[path], saved[path]));
