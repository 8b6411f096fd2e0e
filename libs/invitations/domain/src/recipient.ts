import type { Refusal } from '@tandem/platform-kernel';

/** Longest address a mail can be sent to, in characters (RFC 5321, 4.5.3.1.3). */
const LONGEST = 254;

// One address, nothing around it: no display name, no comment, no quoted local part.
const ADDRESS = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}][\p{L}\p{N}-]{0,61}[\p{L}\p{N}]$/u;
// Line breaks and other control characters could add headers or recipients; some mailers read the separators as line ends.
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}]/u;

const headerRefusal = (field: string): Refusal => ({ rule: 'INV-10', reason: 'HEADER_UNSAFE', kind: 'invalid', field });

/** What is wrong with a recipient's address (INV-05, INV-10); undefined when a mail can be sent to it. */
export function refusalOfRecipient(email: string): Refusal | undefined {
  if (UNSAFE.test(email)) return headerRefusal('email');
  const wellFormed = email.length <= LONGEST && ADDRESS.test(email) && !/^\.|\.\.|\.@/.test(email);
  return wellFormed ? undefined : { rule: 'INV-05', reason: 'RECIPIENT_INVALID', kind: 'invalid', field: 'email' };
}

/** What is wrong with a subject line (INV-10); undefined when it can stand in a mail header. */
export const refusalOfSubject = (subject: string): Refusal | undefined => (UNSAFE.test(subject) ? headerRefusal('emailDraft.subject') : undefined);

/** What keeps a mail from going to an address, if there is one (INV-05). */
export const refusalOfAddressee = (email: string | null): Refusal | undefined => (email === null ? { rule: 'INV-05', reason: 'RECIPIENT_MISSING', kind: 'invalid', field: 'email' } : refusalOfRecipient(email));
