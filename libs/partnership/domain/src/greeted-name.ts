import type { Refusal } from '@tandem/platform-kernel';

/** Longest name that is greeted, in characters. */
const LONGEST_NAME = 120;
const UNSAFE_NAME = /[\p{Cc}\p{Zl}\p{Zp}]|https?:|\/\/|www\./iu;

/** What is wrong with a name that a request is to greet (IMP-05); undefined when it can stand in the text. */
export const refusalOfName = (name: string): Refusal | undefined =>
  name.length > LONGEST_NAME || UNSAFE_NAME.test(name) ? { rule: 'IMP-05', reason: 'NAME_INVALID', kind: 'invalid', field: 'name' } : undefined;
