import { defineEvent } from '@tandem/platform-contract';
import * as z from 'zod';

const person = z.object({ userId: z.uuid() });
const as = (verb: string) => ({ resourceType: 'partner_user', operationType: `${verb}_partner_user` });

/** Somebody chose a new password. */
export const passwordChanged = defineEvent({ name: 'identity.password-changed', data: person, audit: as('update') });

/** A session of the console has begun. */
export const signedIn = defineEvent({ name: 'identity.signed-in', data: person, audit: as('sign_in') });

/** A session of the console was ended by its person. */
export const signedOut = defineEvent({ name: 'identity.signed-out', data: person, audit: as('sign_out') });

/**
 * Address and password did not belong together, or the person is deactivated. Without `userId` nobody has that address; what was typed is
 * never kept, it may be a password in the wrong field.
 */
export const signInRefused = defineEvent({ name: 'identity.sign-in-refused', data: person.partial(), audit: { ...as('sign_in'), status: 'failed' } });
