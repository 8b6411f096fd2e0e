import { defineEvent } from '@tandem/platform-contract';
import * as z from 'zod';

/** Somebody chose a new password. */
export const passwordChanged = defineEvent({ name: 'identity.password-changed', data: z.object({ userId: z.uuid() }) });

const client = z.object({ apiClientId: z.uuid() });

/** Somebody made an API client, with its first secret. */
export const apiClientCreated = defineEvent({ name: 'identity.api-client-created', data: client });

/** Name or roles of an API client are others now. */
export const apiClientChanged = defineEvent({ name: 'identity.api-client-changed', data: client });

/** An API client called for the first time. */
export const apiClientFirstUsed = defineEvent({ name: 'identity.api-client-first-used', data: client });

/** An API client was removed; its tokens stopped working. */
export const apiClientRemoved = defineEvent({ name: 'identity.api-client-removed', data: client });

/** An API client has one more secret. */
export const apiClientSecretAdded = defineEvent({ name: 'identity.api-client-secret-added', data: client.extend({ secretId: z.uuid() }) });

/** A secret was revoked, and with it every token that was got with it. */
export const apiClientSecretRevoked = defineEvent({ name: 'identity.api-client-secret-revoked', data: client.extend({ secretId: z.uuid() }) });

/** An API client has one more public key. */
export const apiClientKeyAdded = defineEvent({ name: 'identity.api-client-key-added', data: client.extend({ keyId: z.uuid() }) });

/** A key was removed, and with it every token that was got with it. */
export const apiClientKeyRemoved = defineEvent({ name: 'identity.api-client-key-removed', data: client.extend({ keyId: z.uuid() }) });

const organisation = z.object({ organisationId: z.uuid() });

/** The operator made a partner organisation with its first Global admin. */
export const organisationCreated = defineEvent({ name: 'identity.organisation-created', data: organisation.extend({ userId: z.uuid() }) });

/** The operator suspended an account, or says another reason why it is (ORG-10). */
export const organisationSuspended = defineEvent({ name: 'identity.organisation-suspended', data: organisation });

/** The operator lifted a suspension. */
export const organisationResumed = defineEvent({ name: 'identity.organisation-resumed', data: organisation });

/** The operator restricted a direct-bill partner, or says another reason why it is (ORG-11). */
export const organisationRestricted = defineEvent({ name: 'identity.organisation-restricted', data: organisation });

/** The operator lifted a restriction. */
export const organisationUnrestricted = defineEvent({ name: 'identity.organisation-unrestricted', data: organisation });
