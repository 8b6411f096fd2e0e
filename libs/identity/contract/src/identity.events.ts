import { defineEvent } from '@tandem/platform-contract';
import * as z from 'zod';

const person = z.object({ userId: z.uuid() });
const as = (verb: string) => ({ resourceType: 'partner_user', operationType: `${verb}_partner_user` });

/** A profile of the organisation was changed. */
export const profileChanged = defineEvent({ name: 'identity.profile-changed', data: z.object({ profileId: z.uuid(), profile: z.string() }), audit: { resourceType: 'partner_profile', operationType: 'update_partner_profile' } });

/** The organisation added an MPN location. */
export const mpnLocationAdded = defineEvent({ name: 'identity.mpn-location-added', data: z.object({ locationId: z.uuid(), mpnId: z.string() }), audit: { resourceType: 'mpn_location', operationType: 'add_mpn_location' } });

/** The organisation acts under another MPN location from now on (MPN-08). */
export const mpnAssociated = defineEvent({ name: 'identity.mpn-associated', data: z.object({ organisationId: z.uuid(), mpnId: z.string() }), audit: { resourceType: 'mpn_association', operationType: 'update_mpn_association' } });

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

/** An admin took away the second factor of somebody who had lost it, passkeys included. */
export const secondFactorReset = defineEvent({ name: 'identity.second-factor-reset', data: person, audit: as('update') });

const passkey = person.extend({ passkeyId: z.uuid() });

/** Somebody registered a passkey: it opens their account from now on. */
export const passkeyRegistered = defineEvent({ name: 'identity.passkey-registered', data: passkey, audit: as('update') });

/** Somebody gave a passkey of theirs another name. */
export const passkeyRenamed = defineEvent({ name: 'identity.passkey-renamed', data: passkey, audit: as('update') });

/** Somebody removed a passkey of theirs: it opens nothing any more. */
export const passkeyRemoved = defineEvent({ name: 'identity.passkey-removed', data: passkey, audit: as('update') });

/** Somebody ended sessions of their own. */
export const sessionsEnded = defineEvent({ name: 'identity.sessions-ended', data: z.object({ userId: z.uuid(), sessionIds: z.array(z.uuid()) }), audit: as('sign_out') });

const client = z.object({ apiClientId: z.uuid() });

/** Somebody made an API client, with its first secret. */
export const apiClientCreated = defineEvent({ name: 'identity.api-client-created', data: client, audit: { resourceType: 'api_client', operationType: 'create_api_client' } });

/** Name or roles of an API client are others now. */
export const apiClientChanged = defineEvent({ name: 'identity.api-client-changed', data: client, audit: { resourceType: 'api_client', operationType: 'update_api_client' } });

/** An API client called for the first time. */
export const apiClientFirstUsed = defineEvent({ name: 'identity.api-client-first-used', data: client, audit: { resourceType: 'api_client', operationType: 'first_use_of_api_client' } });

/** An API client was removed; its tokens stopped working. */
export const apiClientRemoved = defineEvent({ name: 'identity.api-client-removed', data: client, audit: { resourceType: 'api_client', operationType: 'remove_api_client' } });

/** An API client has one more secret. */
export const apiClientSecretAdded = defineEvent({ name: 'identity.api-client-secret-added', data: client.extend({ secretId: z.uuid() }), audit: { resourceType: 'api_client', operationType: 'add_api_client_secret' } });

/** A secret was revoked, and with it every token that was got with it. */
export const apiClientSecretRevoked = defineEvent({ name: 'identity.api-client-secret-revoked', data: client.extend({ secretId: z.uuid() }), audit: { resourceType: 'api_client', operationType: 'revoke_api_client_secret' } });

/** An API client has one more public key. */
export const apiClientKeyAdded = defineEvent({ name: 'identity.api-client-key-added', data: client.extend({ keyId: z.uuid() }), audit: { resourceType: 'api_client', operationType: 'add_api_client_key' } });

/** A key was removed, and with it every token that was got with it. */
export const apiClientKeyRemoved = defineEvent({ name: 'identity.api-client-key-removed', data: client.extend({ keyId: z.uuid() }), audit: { resourceType: 'api_client', operationType: 'remove_api_client_key' } });

const organisation = z.object({ organisationId: z.uuid() });

/** The operator made a partner organisation with its first Global admin. */
export const organisationCreated = defineEvent({ name: 'identity.organisation-created', data: organisation.extend({ userId: z.uuid() }), audit: { resourceType: 'organisation', operationType: 'create_organisation' } });

/** Somebody nobody knows made a work account for a company; it is theirs once they choose a password (ENR-04). */
export const workAccountCreated = defineEvent({ name: 'identity.work-account-created', data: organisation.extend({ userId: z.uuid() }), audit: { resourceType: 'organisation', operationType: 'create_organisation' } });

/** The operator suspended an account, or says another reason why it is (ORG-10). */
export const organisationSuspended = defineEvent({ name: 'identity.organisation-suspended', data: organisation, audit: { resourceType: 'organisation', operationType: 'suspend_organisation' } });

/** The operator lifted a suspension. */
export const organisationResumed = defineEvent({ name: 'identity.organisation-resumed', data: organisation, audit: { resourceType: 'organisation', operationType: 'resume_organisation' } });

/** The operator restricted a direct-bill partner, or says another reason why it is (ORG-11). */
export const organisationRestricted = defineEvent({ name: 'identity.organisation-restricted', data: organisation, audit: { resourceType: 'organisation', operationType: 'restrict_organisation' } });

/** The operator lifted a restriction. */
export const organisationUnrestricted = defineEvent({ name: 'identity.organisation-unrestricted', data: organisation, audit: { resourceType: 'organisation', operationType: 'unrestrict_organisation' } });
