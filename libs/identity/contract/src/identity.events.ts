import { defineEvent } from '@tandem/platform-contract';
import * as z from 'zod';

const person = z.object({ userId: z.uuid() });
const as = (verb: string) => ({ resourceType: 'partner_user', operationType: `${verb}_partner_user` });

/** A profile of the organisation was changed. */
export const profileChanged = defineEvent({ name: 'identity.profile-changed', data: z.object({ profileId: z.uuid(), profile: z.string() }), audit: { resourceType: 'partner_profile', operationType: 'update_partner_profile' } });

/** The organisation added an MPN location. */
export const mpnLocationAdded = defineEvent({ name: 'identity.mpn-location-added', data: z.object({ locationId: z.uuid(), mpnId: z.string() }), audit: { resourceType: 'mpn_location', operationType: 'add_mpn_location' } });

/** A person was added to an organisation; `invited`: they choose the first password themselves. */
export const personAdded = defineEvent({ name: 'identity.person-added', data: person.extend({ invited: z.boolean() }), audit: as('create') });
/** Another invitation took the place of the one before. */
export const personInvitedAgain = defineEvent({ name: 'identity.person-invited-again', data: person, audit: as('update') });
/** An invited person chose their first password. */
export const personJoined = defineEvent({ name: 'identity.person-joined', data: person, audit: as('update') });
/** Name or language of a person changed. */
export const personDescribed = defineEvent({ name: 'identity.person-described', data: person, audit: as('update') });
/** The roles of a person changed. */
export const rolesChanged = defineEvent({ name: 'identity.roles-changed', data: person, audit: as('update') });
/** The access of a person ended, with all sessions and tokens. */
export const personDeactivated = defineEvent({ name: 'identity.person-deactivated', data: person, audit: as('delete') });
/** The access of a person was given back. */
export const personReactivated = defineEvent({ name: 'identity.person-reactivated', data: person, audit: as('update') });
/** Somebody else replaced a person's password by a temporary one. */
export const passwordReset = defineEvent({ name: 'identity.password-reset', data: person, audit: as('update') });
/** A link for choosing another password was ordered: by somebody else, or without an actor on the sign-in page. */
export const passwordLinkOrdered = defineEvent({ name: 'identity.password-link-ordered', data: person, audit: as('update') });

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
