import { DomainError } from '@tandem/platform-kernel';
import type { Refusal } from '@tandem/platform-kernel';
import { dictionary } from '@zxcvbn-ts/language-common';

/** Fewest characters of a password (SEC-03). */
export const PASSWORD_LENGTH = 12;

/** Most characters: hashing must not become a way to keep the processor busy. */
export const PASSWORD_MOST = 128;

/** Characters that must remain when everything that anybody knows of the person is taken out. */
const OWN_CHARACTERS = 8;

const PRODUCT = ['tandem', 'password', 'passwort', 'kennwort'];

/** Whose password it is to be, and the one it replaces. */
export interface PasswordOf {
  readonly email: string;
  readonly organisationName: string;
  /** The password that is replaced, where it is known. */
  readonly former?: string;
}

let known: ReadonlySet<string> | undefined;

/** Passwords that everybody tries first. */
const common = (): ReadonlySet<string> => (known ??= new Set(dictionary['passwords-common']));

/** A short piece over and over: `abcabcabcabc`. */
const repeats = (text: string): boolean => /^(.{1,6})\1+$/u.test(text);

/** A run of neighbours, up or down: `123456789012`, `abcdefghijkl`. */
function runs(text: string): boolean {
  const codes = [...text].map((sign) => sign.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, at) => code - (codes[at] ?? 0));
  const neighbours = steps.filter((step) => Math.abs(step) <= 1 || Math.abs(step) === 9);
  return steps.length > 0 && neighbours.length === steps.length;
}

/** Whether it is one of the well-known ones, also with digits and signs around it, said twice, or a mere pattern. */
function isCommon(password: string): boolean {
  const text = password.toLowerCase();
  const core = text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const half = text.slice(0, text.length / 2);
  const twice = half + half === text && common().has(half);
  return common().has(text) || (core !== '' && common().has(core)) || twice || repeats(text) || runs(text);
}

/** Whether hardly anything is left of it without the names of product, person and organisation. */
function isMadeOfNames(password: string, { email, organisationName }: PasswordOf): boolean {
  const words = `${email} ${organisationName}`.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  const names = [...PRODUCT, ...words].filter((word) => word.length >= 4).sort((one, other) => other.length - one.length);
  const text = password.toLowerCase();
  const rest = names.reduce((left, name) => left.replaceAll(name, ''), text);
  return rest !== text && [...rest].length < OWN_CHARACTERS;
}

/**
 * Whether a password can be taken: long enough, not one that others try first, not made of what everybody knows of the person, and
 * not the one that is replaced. What it is composed of is nobody's business (SEC-03, NIST SP 800-63B 3.1.1.2).
 * @throws DomainError with every reason at once: PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG, PASSWORD_IS_EMAIL, PASSWORD_FROM_NAMES, PASSWORD_COMMON, PASSWORD_UNCHANGED (SEC-03).
 */
export function requirePassword(password: string, of: PasswordOf, field = 'password'): void {
  const length = [...password].length;
  const isEmail = password.toLowerCase() === of.email.toLowerCase();
  const refusals = (
    [
      [length < PASSWORD_LENGTH, 'PASSWORD_TOO_SHORT'],
      [length > PASSWORD_MOST, 'PASSWORD_TOO_LONG'],
      [isEmail, 'PASSWORD_IS_EMAIL'],
      [!isEmail && length <= PASSWORD_MOST && isMadeOfNames(password, of), 'PASSWORD_FROM_NAMES'],
      [length <= PASSWORD_MOST && isCommon(password), 'PASSWORD_COMMON'],
      [password === of.former, 'PASSWORD_UNCHANGED'],
    ] as const
  ).flatMap(([refused, reason]): Refusal[] => (refused ? [{ rule: 'SEC-03', reason, kind: 'invalid', field }] : []));
  const [first, ...others] = refusals;
  if (first) throw new DomainError(first, ...others);
}
