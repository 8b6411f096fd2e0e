import { defineEvent } from '@tandem/platform-contract';
import * as z from 'zod';

const person = z.object({ userId: z.uuid() });

/** A person was added to an organisation; `invited`: they choose the first password themselves. */
export const personAdded = defineEvent({ name: 'identity.person-added', data: person.extend({ invited: z.boolean() }) });
/** Another invitation took the place of the one before. */
export const personInvitedAgain = defineEvent({ name: 'identity.person-invited-again', data: person });
/** An invited person chose their first password. */
export const personJoined = defineEvent({ name: 'identity.person-joined', data: person });
/** Name or language of a person changed. */
export const personDescribed = defineEvent({ name: 'identity.person-described', data: person });
/** The roles of a person changed. */
export const rolesChanged = defineEvent({ name: 'identity.roles-changed', data: person });
/** The access of a person ended, with all sessions and tokens. */
export const personDeactivated = defineEvent({ name: 'identity.person-deactivated', data: person });
/** The access of a person was given back. */
export const personReactivated = defineEvent({ name: 'identity.person-reactivated', data: person });
/** Somebody else replaced a person's password by a temporary one. */
export const passwordReset = defineEvent({ name: 'identity.password-reset', data: person });
/** A link for choosing another password was ordered: by somebody else, or without an actor on the sign-in page. */
export const passwordLinkOrdered = defineEvent({ name: 'identity.password-link-ordered', data: person });
/** Somebody chose a new password. */
export const passwordChanged = defineEvent({ name: 'identity.password-changed', data: z.object({ userId: z.uuid() }) });
