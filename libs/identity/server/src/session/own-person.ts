import { DomainError } from '@tandem/platform-kernel';
import type { Actor } from '@tandem/platform-server';

/** An actor who is a person. */
export type Person = Actor & { readonly userId: string };

/** Whose security it is. @throws DomainError USER_REQUIRED: an API client has neither sessions nor a second factor (API-05). */
export function ownPerson(actor: Actor): Person {
  const { userId } = actor;
  if (userId === undefined) throw new DomainError({ rule: 'API-05', reason: 'USER_REQUIRED', kind: 'forbidden' });
  return { ...actor, userId };
}
