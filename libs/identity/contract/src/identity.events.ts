import { defineEvent } from '@tandem/platform-contract';
import * as z from 'zod';

/** Somebody chose a new password. */
export const passwordChanged = defineEvent({ name: 'identity.password-changed', data: z.object({ userId: z.uuid() }) });

const about = { data: z.object({ userId: z.uuid() }) };

/** Somebody began to set up a second factor; it does not count yet. */
export const secondFactorBegun = defineEvent({ name: 'identity.second-factor-begun', ...about });

/** From now on somebody's sign-ins ask for a second factor. */
export const secondFactorConfirmed = defineEvent({ name: 'identity.second-factor-confirmed', ...about });

/** Somebody made new recovery codes; the former ones are worth nothing. */
export const recoveryCodesRenewed = defineEvent({ name: 'identity.recovery-codes-renewed', ...about });

/** Somebody signed in with a recovery code in the place of their device. */
export const recoveryCodeUsed = defineEvent({ name: 'identity.recovery-code-used', ...about });

/** Somebody gave up their second factor. */
export const secondFactorRemoved = defineEvent({ name: 'identity.second-factor-removed', ...about });

/** An admin took away the second factor of somebody who had lost it. */
export const secondFactorReset = defineEvent({ name: 'identity.second-factor-reset', ...about });

/** Somebody ended sessions of their own. */
export const sessionsEnded = defineEvent({ name: 'identity.sessions-ended', data: z.object({ userId: z.uuid(), sessionIds: z.array(z.uuid()) }) });
