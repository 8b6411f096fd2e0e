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

/** Somebody began to set up a second factor; it does not count yet. */
export const secondFactorBegun = defineEvent({ name: 'identity.second-factor-begun', data: person, audit: as('update') });

/** From now on somebody's sign-ins ask for a second factor. */
export const secondFactorConfirmed = defineEvent({ name: 'identity.second-factor-confirmed', data: person, audit: as('update') });

/** Somebody made new recovery codes; the former ones are worth nothing. */
export const recoveryCodesRenewed = defineEvent({ name: 'identity.recovery-codes-renewed', data: person, audit: as('update') });

/** Somebody signed in with a recovery code in the place of their device. */
export const recoveryCodeUsed = defineEvent({ name: 'identity.recovery-code-used', data: person, audit: as('update') });

/** Somebody gave up their second factor. */
export const secondFactorRemoved = defineEvent({ name: 'identity.second-factor-removed', data: person, audit: as('update') });

/** An admin took away the second factor of somebody who had lost it. */
export const secondFactorReset = defineEvent({ name: 'identity.second-factor-reset', data: person, audit: as('update') });

/** Somebody ended sessions of their own. */
export const sessionsEnded = defineEvent({ name: 'identity.sessions-ended', data: z.object({ userId: z.uuid(), sessionIds: z.array(z.uuid()) }), audit: as('sign_out') });
